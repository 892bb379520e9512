// The whole text of what a node was written as. The document says where an operator stands; a reader
// points at all of `b * c`. What belongs to an operator follows from brackets and from how tightly
// operators bind, as in the language's grammar.

/// The words that are no names.
const WORDS = new Set(
  ("precision seed dim same option import data param fn layer return repeat every expect check as " +
    "within if then else for in and or not true false").split(" "));

/// How tightly operators bind, from loose to tight. `not` and the minus of a number stand before
/// their operand.
const BINDING = new Map([
  ["|>", 0], ["or", 1], ["and", 2], ["not", 3], ["==", 4], ["~=", 4], ["!=", 4], ["<", 4], ["<=", 4], [">", 4], [">=", 4],
  ["..", 5], ["+", 6], ["-", 6], ["*", 7], ["/", 7], ["@", 8], ["^", 10], ["**", 10],
]);
const NEGATION = 9;
const RIGHTMOST = 10; // a ^ b ^ c is a ^ (b ^ c)

const LEXEME = new RegExp(
  [
    String.raw`(?<space>[^\S\n]+|#[^\n]*)`,
    String.raw`(?<operand>"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?)`,
    String.raw`(?<number>(?:\d[\d_]*(?:\.\d[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?)`,
    String.raw`(?<name>[\p{L}_∂][\p{L}\p{N}_]*)`,
    String.raw`(?<sign>\|>|:=|->|==|~=|!=|<=|>=|\.\.|\*\*|\n|.)`,
  ].join("|"), "gsu");

/// The lexemes of a script: `{start, end, text, kind, partner, around}`, where brackets know their
/// partners, and all know the bracket they stand in.
function lexemes(text) {
  const found = [];
  const open = [];
  for (const match of text.matchAll(LEXEME)) {
    const { space, name, sign } = match.groups;
    if (space !== undefined) continue;
    const kind = name !== undefined ? (BINDING.has(name) ? "operator" : WORDS.has(name) ? "word" : "operand")
      : sign === undefined ? "operand" : BINDING.has(sign) ? "operator" : sign;
    const lexeme = { start: match.index, end: match.index + match[0].length, text: match[0], kind, partner: null };
    if (")]}".includes(sign ?? " ") && open.length > 0) {
      lexeme.partner = open.pop();
      found[lexeme.partner].partner = found.length;
    }
    lexeme.around = open.length > 0 ? found[open.at(-1)].text : "";
    if ("([{".includes(sign ?? " ")) open.push(found.length);
    found.push(lexeme);
  }
  return found;
}

/// Whether an operator stands before its operand: after another operator, or where an expression
/// begins.
function isPrefix(all, at) {
  if (all[at].text === "not") return true;
  const before = all[at - 1];
  return all[at].text === "-" && (!before || (before.kind !== "operand" && ![")", "]"].includes(before.text)));
}

/// The place of the last lexeme that belongs to an operator, going left (-1) or right (+1).
function reach(all, from, side) {
  const own = isPrefix(all, from) ? (all[from].text === "-" ? NEGATION : 3) : BINDING.get(all[from].text);
  let last = from;
  for (let at = from + side; all[at]; at += side) {
    const { text, kind, partner, around } = all[at];
    const closes = side < 0 ? ")]".includes(text) : "([".includes(text);
    if (closes && partner !== null) {
      at = partner;
    } else if (text === "\n") {
      // Within brackets a line goes on, and so it does after an operator.
      if (!"([".includes(around || " ") && all[at - 1]?.kind !== "operator") break;
      continue;
    } else if (kind === "operator") {
      const prefix = isPrefix(all, at);
      const other = prefix ? (text === "-" ? NEGATION : 3) : BINDING.get(text);
      const stays = prefix
        ? side > 0 || other >= own
        : other > own || (other === own && (own === RIGHTMOST ? side > 0 : side < 0));
      if (!stays) break;
    } else if (kind !== "operand" && text !== ".") {
      break;
    }
    last = at;
  }
  return last;
}

/// The end of the statement that a lexeme stands in.
function statementEnd(all, from) {
  let last = from;
  for (let at = from + 1; all[at] && !(all[at].text === "\n" && !"([".includes(all[at].around || " ")); at++) {
    if (["}", ";"].includes(all[at].text) && all[at].partner < from) break;
    if ("([{".includes(all[at].text) && all[at].partner !== null) at = all[at].partner;
    last = at;
  }
  return last;
}

/// The whole of what a span stands for: of an operator its expression, of a declared name its
/// declaration, and with the name that it is given.
function whole(all, { start, end }, node = {}) {
  let from = all.findIndex((lexeme) => lexeme.end > start);
  let to = all.findLastIndex((lexeme) => lexeme.start < end);
  if (from < 0 || to < from) return { start, end };
  if (from === to && all[from].kind === "operator") {
    const at = from;
    if (!isPrefix(all, at)) from = reach(all, at, -1);
    to = reach(all, at, +1);
  } else if (from === to && ["data", "param"].includes(all[from - 1]?.text)) {
    to = statementEnd(all, from);
    from -= 1;
  }
  const name = node.name?.split(".").at(-1);
  if (name && all[from - 1]?.text === "=" && all[from - 2]?.text === name && statementEnd(all, to) === to) from -= 2;
  return { start: all[from].start, end: all[to].end };
}
