// The two choices of a layered layout that make it readable: which rank each box has, and its place
// among those of its rank. Both are given to dagre, which finds the coordinates.

/// Gives each node of dagre's graph its rank: first as early as can be, then everything moves towards
/// where more of its lines go; what comes in stands first, what goes out last.
function rank(graph) {
  const ins = new Map(graph.nodes().map((id) => [id, []]));
  const outs = new Map(graph.nodes().map((id) => [id, []]));
  for (const edge of graph.edges()) {
    const { weight, minlen } = graph.edge(edge);
    if (weight === 0) continue; // of the root that dagre adds
    ins.get(edge.w).push({ other: edge.v, minlen, weight });
    outs.get(edge.v).push({ other: edge.w, minlen, weight });
  }
  const waits = new Map([...ins].map(([id, edges]) => [id, edges.length]));
  const order = graph.nodes().filter((id) => waits.get(id) === 0);
  for (let i = 0; i < order.length; i++) {
    for (const { other } of outs.get(order[i])) {
      waits.set(other, waits.get(other) - 1);
      if (waits.get(other) === 0) order.push(other);
    }
  }
  const ranks = new Map();
  const early = (id) => Math.max(0, ...ins.get(id).map(({ other, minlen }) => ranks.get(other) + minlen));
  const late = (id) => Math.min(...outs.get(id).map(({ other, minlen }) => ranks.get(other) - minlen));
  const pull = (edges) => edges.reduce((all, { weight }) => all + weight, 0);
  order.forEach((id) => ranks.set(id, early(id)));
  const sink = (least) => [...order].reverse().forEach((id) => {
    if (outs.get(id).length > 0 && pull(outs.get(id)) - pull(ins.get(id)) >= least) ranks.set(id, late(id));
  });
  const rise = () => order.forEach((id) => {
    if (ins.get(id).length > 0 && pull(ins.get(id)) >= pull(outs.get(id))) ranks.set(id, early(id));
  });
  sink(0);
  rise();
  sink(1);
  const used = [...ranks.values()];
  const [first, last] = [used.reduce((a, b) => Math.min(a, b), 0), used.reduce((a, b) => Math.max(a, b), 0)];
  for (const id of graph.nodes()) {
    graph.node(id).rank = id.startsWith("in:") ? first : id.startsWith("out:") ? last : ranks.get(id) ?? first;
  }
}

/// Gives each node its place in its rank, so that few lines cross: by the mean of the places that its
/// lines come from, down and up again, and then by exchange of neighbours (Gansner, Koutsofios, North
/// and Vo, A technique for drawing directed graphs, 1993). `lean` tells where on a box a line ends,
/// from -0.5 to 0.5.
function order(graph, lean) {
  const nodes = new Map(graph.nodes().map((id) => [id, { id, rank: graph.node(id).rank, at: 0, up: [], down: [] }]));
  for (const edge of graph.edges()) {
    const [from, to] = [nodes.get(edge.v), nodes.get(edge.w)];
    const line = { from, to, out: lean(edge.v, "out:" + edge.name), into: lean(edge.w, "in:" + edge.name) };
    from.down.push(line);
    to.up.push(line);
  }
  let layers = firstOrder([...nodes.values()]);
  const number = () => layers.forEach((layer) => layer.forEach((node, i) => (node.at = i)));
  number();
  let best = layers.map((layer) => [...layer]);
  let least = crossings(layers);
  for (let sweep = 0, idle = 0; sweep < 24 && idle < 4 && least > 0; sweep++) {
    const down = sweep % 2 === 0;
    for (const layer of down ? layers : [...layers].reverse()) settle(layer, down);
    const found = crossings(layers);
    idle++;
    if (found >= least) continue;
    [least, idle] = [found, 0];
    best = layers.map((layer) => [...layer]);
  }
  layers = best;
  number();
  if (least > 0) exchange(layers);
  for (const { id, at } of nodes.values()) graph.node(id).order = at;
}

const begins = ({ from, out }) => from.at + out;
const ends = ({ to, into }) => to.at + into;

/// The ranks, each in the order in which one meets its nodes going along the lines.
function firstOrder(nodes) {
  const layers = [];
  const met = new Set();
  for (const root of [...nodes].sort((a, b) => a.rank - b.rank)) {
    const stack = [root];
    while (stack.length > 0) {
      const node = stack.pop();
      if (met.has(node)) continue;
      met.add(node);
      (layers[node.rank] ??= []).push(node);
      for (let i = node.down.length - 1; i >= 0; i--) stack.push(node.down[i].to);
    }
  }
  return Array.from(layers, (layer) => layer ?? []);
}

/// Sorts a rank by the mean of where the lines of its nodes come from. Nodes without any stay where
/// they are.
function settle(layer, down) {
  const mean = (node) => {
    const lines = down ? node.up : node.down;
    return lines.reduce((all, line) => all + (down ? begins(line) - line.into : ends(line) - line.out), 0) / lines.length;
  };
  const held = (node) => (down ? node.up : node.down).length > 0;
  const sorted = layer.filter(held).map((node) => ({ node, by: mean(node) })).sort((a, b) => a.by - b.by || a.node.at - b.node.at);
  let next = 0;
  for (let i = 0; i < layer.length; i++) {
    if (held(layer[i])) layer[i] = sorted[next++].node;
  }
  layer.forEach((node, i) => (node.at = i));
}

/// How many pairs of lines cross.
function crossings(layers) {
  let all = 0;
  for (const layer of layers) {
    const lines = layer.flatMap((node) => node.down).sort((a, b) => begins(a) - begins(b) || ends(a) - ends(b));
    const passed = []; // where the lines so far end, sorted
    for (const line of lines) {
      const end = ends(line);
      let [low, high] = [0, passed.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (passed[middle] <= end) low = middle + 1;
        else high = middle;
      }
      all += passed.length - low;
      passed.splice(low, 0, end);
    }
  }
  return all;
}

/// Exchanges neighbours as long as that makes crossings fewer.
function exchange(layers) {
  const between = (a, b) => {
    let all = 0;
    for (const [side, end] of [["up", begins], ["down", ends]]) {
      for (const one of a[side]) for (const other of b[side]) if (end(one) > end(other)) all++;
    }
    return all;
  };
  for (let round = 0, better = true; better && round < 8; round++) {
    better = false;
    for (const layer of layers) {
      for (let i = 0; i + 1 < layer.length; i++) {
        const [a, b] = [layer[i], layer[i + 1]];
        if (between(a, b) <= between(b, a)) continue;
        [layer[i], layer[i + 1]] = [b, a];
        [a.at, b.at] = [i + 1, i];
        better = true;
      }
    }
  }
}
