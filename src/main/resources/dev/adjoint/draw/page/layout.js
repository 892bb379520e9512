// Where everything lies. Each open group is laid out by itself, with a port on its border for each
// value that comes in or goes out, and is then one box of known size in what is around it: many small
// layouts, kept, of which folding a group changes only those around it.
//
// All is computed as if values flowed down: x is across, y is along. Only the end turns it.

const GAPS = { across: 30, lane: 16, along: 46, margin: 24, side: 16, heading: 34, end: 18, port: 10, detour: 13 };

/// The places of all that is seen: `{width, height, boxes, frames, wires}`, where boxes and frames are
/// maps from keys to `{x, y, width, height}`, and a wire is a line of the view with the `path` and
/// `points` it runs along and the `tip` and `angle` of its arrow. Comes as the end of a generator that
/// gives after each group the part that is done, so that a page may do other things between.
const layout = (() => {
  const known = new Map();

  function* layout(view, open, direction) {
    const turned = direction === "right";
    const lines = view.lines(open);
    const places = spread(view, open, lines);
    const rooms = new Map();
    const inwards = [null, ...[...open].filter((key) => places.has(key))].sort(
      (a, b) => depth(view, b) - depth(view, a));
    for (const place of inwards) {
      rooms.set(place, room(view, place, places, rooms, turned));
      yield rooms.size / inwards.length;
    }
    return assemble(view, lines, places, rooms, turned);
  }

  const depth = (view, key) => (key === null ? -1 : view.around(key).length);

  /// What each open place holds, and the segments of lines that run through it. A line from deep in one
  /// group to deep in another has one in each group that it leaves or enters, and one between them.
  function spread(view, open, lines) {
    const places = new Map();
    const visit = [null];
    for (const place of visit) {
      const children = view.childrenOf.get(place).filter((key) => view.inside(key).length > 0);
      places.set(place, { children, segments: new Map(), ports: new Map() });
      visit.push(...children.filter((key) => open.has(key)));
    }
    const segment = (place, from, to, source) => {
      const { segments, ports } = places.get(place);
      const id = `${from} ${to} ${source}`;
      if (!segments.has(id)) segments.set(id, { from, to, source });
      for (const end of [from, to]) {
        if (typeof end === "string" && (end.startsWith("in:") || end.startsWith("out:"))) ports.set(end, source);
      }
      return { place, id };
    };
    for (const line of lines) {
      const above = [...view.around(line.from), line.from];
      const below = [...view.around(line.to), line.to];
      let common = 0;
      while (above[common] === below[common]) common++;
      const route = [];
      for (let i = above.length - 1; i > common; i--) {
        route.push(segment(above[i - 1], above[i], "out:" + line.from, line.from));
      }
      route.push(segment(common === 0 ? null : above[common - 1], above[common], below[common], line.from));
      for (let i = common + 1; i < below.length; i++) {
        route.push(segment(below[i - 1], "in:" + line.from, below[i], line.from));
      }
      line.route = route;
    }
    return places;
  }

  /// One place, laid out: its size, the middle of each child, the way of each segment, and where on its
  /// border each port is.
  function room(view, place, places, rooms, turned) {
    const { children, segments, ports } = places.get(place);
    const size = (key) => {
      if (rooms.has(key)) return rooms.get(key);
      const { width, height } = card(view, key);
      return turned ? { width: height, height: width } : { width, height };
    };
    const sizes = new Map(children.map((key) => [key, size(key)]));
    const name = JSON.stringify([
      turned, [...sizes].map(([key, { width, height }]) => [key, width, height]), [...segments.keys()]]);
    let flat = known.get(name);
    if (flat === undefined) known.set(name, (flat = flow(sizes, [...segments.values()], [...ports.keys()], rooms, turned)));
    const inset = place === null
      ? { left: GAPS.margin, right: GAPS.margin, top: GAPS.margin, bottom: GAPS.margin }
      : turned
        ? { left: GAPS.heading, right: GAPS.side, top: GAPS.end, bottom: GAPS.end }
        : { left: GAPS.side, right: GAPS.side, top: GAPS.heading, bottom: GAPS.end };
    const heading = place === null ? 0 : Math.ceil(widthOf(view.label(place), "frame")) + 48;
    const width = Math.max(flat.width + inset.left + inset.right, turned ? 0 : heading);
    const height = Math.max(flat.height + inset.top + inset.bottom, turned ? heading : 0);
    const dx = inset.left + (width - inset.left - inset.right - flat.width) / 2;
    const dy = inset.top + (height - inset.top - inset.bottom - flat.height) / 2;
    return { ...flat, width, height, dx, dy };
  }

  /// A flat layout by dagre.
  function flow(sizes, segments, ports, rooms, turned) {
    const graph = new dagre.graphlib.Graph({ multigraph: true });
    graph.setGraph({
      nodesep: turned ? GAPS.across - 8 : GAPS.across, edgesep: GAPS.lane,
      ranksep: turned ? GAPS.along + 14 : GAPS.along, ranker: rank,
    });
    for (const [key, { width, height }] of sizes) graph.setNode("box:" + key, { width, height });
    ports.forEach((port) => graph.setNode(port, { width: GAPS.port, height: 0 }));
    const name = (end) => (sizes.has(end) ? "box:" + end : end);
    segments.forEach(({ from, to, source }) => graph.setEdge(name(from), name(to), {}, String(source)));
    const lean = (end, port) => {
      const inner = end.startsWith("box:") ? rooms.get(end.slice(4)) : undefined;
      return inner ? (inner.dx + inner.doors.get(port)) / inner.width - 0.5 : 0;
    };
    dagre.layout(graph, { customOrder: (ranked) => order(ranked, lean) });
    const { width = 0, height = 0 } = graph.graph();
    const bands = new Map(); // of each rank, from where to where its boxes reach
    for (const id of graph.nodes()) {
      const node = graph.node(id);
      const band = bands.get(node.y) ?? { top: node.y, bottom: node.y };
      band.top = Math.min(band.top, node.y - node.height / 2);
      band.bottom = Math.max(band.bottom, node.y + node.height / 2);
      bands.set(node.y, band);
    }
    const boxes = new Map([...sizes.keys()].map((key) => [key, { ...graph.node("box:" + key) }]));
    const fed = new Set(segments.map(({ to }) => to));
    const used = new Set(segments.map(({ from }) => from));
    for (const [key, box] of boxes) {
      const { top, bottom } = bands.get(box.y);
      // Beside something taller, what begins stands by its users, and what ends by its inputs.
      if (!fed.has(key)) box.y = bottom - box.height / 2;
      else if (!used.has(key)) box.y = top + box.height / 2;
    }
    const doors = new Map(ports.map((port) => [port, graph.node(port).x]));
    const ways = new Map();
    for (const { from, to, source } of segments) {
      const { points } = graph.edge(name(from), name(to), String(source));
      const lanes = points.slice(1, -1).filter((point) => bands.has(point.y));
      ways.set(`${from} ${to} ${source}`, {
        lanes: lanes.map(({ x, y }) => ({ x, ...bands.get(y) })),
        back: graph.node(name(from)).y > graph.node(name(to)).y,
        first: bands.get(graph.node(name(from)).y), last: bands.get(graph.node(name(to)).y),
      });
    }
    return { width, height, boxes, doors, ways };
  }

  /// Puts the rooms into each other and draws the wires.
  function assemble(view, lines, places, rooms, turned) {
    const turn = ({ x, y }) => (turned ? { x: y, y: x } : { x, y });
    const turnBox = ({ x, y, width, height }) => (turned ? { x: y, y: x, width: height, height: width } : { x, y, width, height });
    const origins = new Map([[null, { x: 0, y: 0 }]]);
    const boxes = new Map();
    const frames = new Map();
    for (const [place, origin] of origins) {
      const { dx, dy, boxes: middles } = rooms.get(place);
      for (const [key, { x, y, width, height }] of middles) {
        const box = { x: origin.x + dx + x - width / 2, y: origin.y + dy + y - height / 2, width, height };
        if (rooms.has(key)) {
          origins.set(key, box);
          frames.set(key, { ...turnBox(box), depth: depth(view, key) });
        } else {
          boxes.set(key, turnBox(box));
        }
      }
    }
    const arrivals = new Map([...places.keys()].map((place) => [place, landings(rooms.get(place))]));
    const ways = (line) => line.route.flatMap(({ place, id }) => {
      const { x, y } = origins.get(place);
      const { dx, dy } = rooms.get(place);
      return trace(place, id, rooms, arrivals.get(place)).map((point) => ({ x: x + dx + point.x, y: y + dy + point.y }));
    });
    const wires = lines.map((line) => ({ ...line, ...curve(tidy(ways(line)), turn) }));
    const { width, height } = turnBox({ x: 0, y: 0, ...rooms.get(null) });
    return { width, height, boxes, frames, wires };
  }

  /// Where on each box of a room the lines that come to it end: side by side in the order in which they
  /// come, so that they do not cross.
  function landings({ boxes, ways, doors }) {
    const coming = new Map();
    for (const [id, way] of ways) {
      const [from, to] = id.split(" ");
      const key = keyOf(to);
      if (!boxes.has(key)) continue;
      const side = `${to} ${way.back}`;
      const x = (way.lanes.at(-1) ?? { x: doors.get(from) ?? boxes.get(keyOf(from)).x }).x;
      if (!coming.has(side)) coming.set(side, []);
      coming.get(side).push({ id, x, key });
    }
    const ends = new Map();
    for (const all of coming.values()) {
      const box = boxes.get(all[0].key);
      const step = Math.min(22, (box.width - 28) / Math.max(1, all.length - 1));
      all.sort((a, b) => a.x - b.x || (a.id < b.id ? -1 : 1));
      all.forEach(({ id }, i) => ends.set(id, box.x + (i - (all.length - 1) / 2) * step));
    }
    return ends;
  }

  const keyOf = (text) => (/^\d+$/.test(text) ? Number(text) : text);

  /// The points of a segment: straight along through each rank, slanted only between ranks, where there
  /// are no boxes.
  function trace(place, id, rooms, ends) {
    const { boxes, doors, ways, dy, height } = rooms.get(place);
    const way = ways.get(id);
    const [from, to, source] = id.split(" ");
    const end = (text, isStart) => {
      const key = keyOf(text);
      if (!boxes.has(key)) return { x: doors.get(text), y: text.startsWith("in:") ? -dy : height - dy };
      const box = boxes.get(key);
      const inner = rooms.get(key);
      const below = inner ? isStart : isStart !== way.back; // whether the line is on the lower side
      const y = box.y + (below ? box.height / 2 : -box.height / 2);
      if (!inner) return { x: isStart ? box.x : ends.get(id), y };
      const door = inner.doors.get((isStart ? "out:" : "in:") + source);
      return { x: box.x - box.width / 2 + inner.dx + door, y };
    };
    const start = end(from, true);
    const stop = end(to, false);
    // A line back comes to an open group from where the group's values go out: it goes around, to the
    // side on which the values come in.
    const around = (text, door, other, isStart) => {
      const room = rooms.get(keyOf(text));
      if (!way.back || !room || !boxes.has(keyOf(text))) return [];
      const { x, y, width, height } = boxes.get(keyOf(text));
      const side = x + (other < x ? -1 : 1) * (width / 2 + GAPS.detour);
      const beyond = isStart ? y + height / 2 + GAPS.detour : y - height / 2 - GAPS.detour;
      const corner = { x: side, y: beyond };
      return isStart ? [{ x: door.x, y: beyond }, corner] : [corner, { x: door.x, y: beyond }];
    };
    const after = around(from, start, way.lanes[0]?.x ?? stop.x, true);
    const before = around(to, stop, way.lanes.at(-1)?.x ?? start.x, false);
    const [leaves, comes] = [after.at(-1) ?? start, before[0] ?? stop];
    const through = (band, x) => (way.back ? [{ x, y: band.bottom }, { x, y: band.top }] : [{ x, y: band.top }, { x, y: band.bottom }]);
    return [
      start,
      ...after,
      { x: leaves.x, y: way.back ? way.first.top : way.first.bottom },
      ...way.lanes.flatMap((lane) => through(lane, lane.x)),
      { x: comes.x, y: way.back ? way.last.bottom : way.last.top },
      ...before,
      stop,
    ];
  }

  /// Without points that say nothing.
  function tidy(points) {
    const kept = [];
    for (const point of points) {
      const last = kept.at(-1);
      if (last && Math.abs(last.x - point.x) < 0.5 && Math.abs(last.y - point.y) < 0.5) continue;
      const before = kept.at(-2);
      if (before && Math.abs(before.x - last.x) < 0.5 && Math.abs(last.x - point.x) < 0.5) kept.pop();
      kept.push(point);
    }
    return kept;
  }

  /// A smooth path through points, straight along where they lie straight.
  function curve(flow, turn) {
    const points = flow.map(turn);
    const text = ({ x, y }) => `${round(x)} ${round(y)}`;
    let path = `M${text(points[0])}`;
    for (let i = 1; i < flow.length; i++) {
      const [p, q] = [flow[i - 1], flow[i]];
      const middle = (p.y + q.y) / 2;
      path += Math.abs(p.x - q.x) < 0.5
        ? `L${text(points[i])}`
        : `C${text(turn({ x: p.x, y: middle }))} ${text(turn({ x: q.x, y: middle }))} ${text(points[i])}`;
    }
    const [tip, before] = [points.at(-1), points.at(-2) ?? points.at(-1)];
    const up = flow.at(-1).y < (flow.at(-2) ?? flow.at(-1)).y;
    const along = turn({ x: 0, y: up ? -1 : 1 });
    return { path, points, tip, before, angle: (Math.atan2(along.y, along.x) * 180) / Math.PI };
  }

  const round = (number) => Math.round(number * 10) / 10;

  return layout;
})();
