// Ranks search results: a concept called what was asked for comes first, then concepts whose names
// begin with it, then pages that have the words, then concepts with the words somewhere in a name.
var Scorer = {
  score: ([, title, , , score, , kind]) =>
    kind === "object" && title.includes(" · ") ? nearness(title) : score,

  // What follows are Sphinx's own figures.
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};

const nearness = (names) => {
  const joined = (text) => splitQuery(text).join("");
  const query = joined(new URLSearchParams(window.location.search).get("q") ?? "");
  return Math.max(...names.split(" · ").map((name) => closeness(query, joined(name))));
};

const closeness = (query, name) => {
  const share = query.length / name.length;
  if (name === query) return 100;
  if (name.startsWith(query)) return 6 + 8 * share;
  return name.includes(query) ? 1 + 3 * share : 0;
};
