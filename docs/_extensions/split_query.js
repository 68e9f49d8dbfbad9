// The words of a query: lower case, Simplified characters, no tones, ü as v; see concept_search.py.
// R&D is one word: names of concepts are searched for it.
const simplified = SIMPLIFIED;
var splitQuery = (query) =>
  Array.from(query.toLowerCase().normalize("NFD").replaceAll("u\u0308", "v").replace(/[\u0300-\u036f]/g, ""))
    .map((character) => simplified[character] ?? character)
    .join("")
    .split(/[^\p{Letter}\p{Number}_&]+/gu)
    .filter((word) => word);
