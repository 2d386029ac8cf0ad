// SPDX-License-Identifier: GPL-3.0-or-later
//
// The table of claims: filter, sort, page through, open a row. Everything on the page works without
// it but this table. Texts come from anybody: they become text nodes, never markup.
"use strict";
(() => {
  const PAGE = 50; // rows
  const PRINTED = 20; // findings about briefs, of one kind
  const $ = (id) => document.getElementById(id);
  const { texts, names, members, claims: rows, total } = JSON.parse($("data").textContent);
  const explorer = $("explorer");
  const table = $("table");
  const body = table.tBodies[0];
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  // An array of members becomes an object; texts stay numbers until they are shown.
  const claims = rows.map((row, index) => {
    const claim = { index };
    members.forEach((member, i) => { claim[member] = row[i]; });
    return claim;
  });
  const nameOf = (number) => names[number] ?? texts[number];
  const familiesOf = (claim) => claim.families.map(nameOf).join(", ");
  const fill = (pattern, values) =>
    pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const rounded = (number) => Number(number.toPrecision(3)).toString();

  // What a text filter looks at, made when it is first needed.
  const haystack = (claim) => {
    claim.haystack ??= ["title", "sentence", "text", "source", "baseline", "model", "dataset",
      "hardware", "rule"].map((member) => texts[claim[member]]).join("\n").toLowerCase();
    return claim.haystack;
  };

  // ---- Filtering and sorting

  const filters = { family: $("family"), metric: $("metric"), kind: $("kind"), text: $("text") };
  let sort = { key: "", descending: false };
  let shown = claims;
  let page = 0;

  const sortKeys = {
    title: (claim) => texts[claim.title],
    date: (claim) => texts[claim.date],
    families: familiesOf,
    kind: (claim) => nameOf(claim.kind),
    metric: (claim) => nameOf(claim.metric),
    value: (claim) => claim.value,
    factor: (claim) => claim.factor,
  };

  // What has no value comes last, whichever way.
  function compare(a, b) {
    if (a.key === b.key) return a.claim.index - b.claim.index;
    if (a.key === null || a.key === "") return 1;
    if (b.key === null || b.key === "") return -1;
    const order = typeof a.key === "number" ? a.key - b.key : collator.compare(a.key, b.key);
    return (sort.descending ? -order : order) || a.claim.index - b.claim.index;
  }

  function apply() {
    const family = Number(filters.family.value);
    const metric = Number(filters.metric.value);
    const kind = Number(filters.kind.value);
    const words = filters.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    shown = claims.filter((claim) =>
      (!family || claim.families.includes(family)) && (!metric || claim.metric === metric) &&
      (!kind || claim.kind === kind) && words.every((word) => haystack(claim).includes(word)));
    if (sort.key) {
      const keyed = shown.map((claim) => ({ claim, key: sortKeys[sort.key](claim) }));
      shown = keyed.sort(compare).map(({ claim }) => claim);
    }
    page = 0;
    render();
  }

  // The identifiers that a filter offers, with the number of claims that have each.
  function offer(select, numbersOf) {
    const counts = new Map();
    for (const claim of claims)
      for (const number of numbersOf(claim))
        if (number) counts.set(number, (counts.get(number) ?? 0) + 1);
    [...counts].sort(([a], [b]) => collator.compare(nameOf(a), nameOf(b)))
      .forEach(([number, count]) => select.add(new Option(`${nameOf(number)} (${count})`, number)));
  }

  // ---- Rows

  function element(tag, className, content) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (content !== undefined) made.append(content);
    return made;
  }

  function detail(claim, id) {
    const row = element("tr", "detail");
    const cell = row.insertCell();
    const sentence = texts[claim.sentence];
    const quote = element("p", "");
    row.id = id;
    // On a phone, columns are hidden; what they hold is in the details.
    cell.colSpan = [...table.tHead.rows[0].cells].filter((head) => head.offsetParent).length;
    quote.append(sentence.slice(0, claim.mark));
    if (claim.markEnd > claim.mark)
      quote.append(element("mark", "", sentence.slice(claim.mark, claim.markEnd)));
    quote.append(sentence.slice(claim.markEnd));
    cell.append(quote, $("detail").content.cloneNode(true));
    const section = nameOf(claim.section);
    const facts = {
      place: `${texts[claim.source]}:${claim.line ?? "?"}${section ? ` (${section})` : ""}`,
      families: familiesOf(claim),
      kind: nameOf(claim.kind),
      factor: claim.factor === null ? "" : `${rounded(claim.factor)}×`,
      confidence: claim.confidence === null ? "" : String(claim.confidence),
    };
    for (const item of cell.querySelectorAll("[data-of]")) {
      const fact = item.dataset.of;
      if (fact === "background") item.hidden = !claim.background;
      else {
        const text = facts[fact] ?? texts[claim[fact]];
        item.hidden = text === "";
        item.lastElementChild.textContent = text;
      }
    }
    return row;
  }

  function toggle(button, claim, row, id) {
    const open = button.getAttribute("aria-expanded") === "true";
    if (open) $(id).remove();
    else row.after(detail(claim, id));
    button.setAttribute("aria-expanded", String(!open));
  }

  function rowOf(claim) {
    const row = element("tr");
    const head = element("th", "paper");
    const button = element("button", "", element("span", "",
      texts[claim.title] || `${texts[claim.source]} #${texts[claim.paper]}`));
    const id = `claim-${claim.index}`;
    head.scope = "row";
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", id);
    button.addEventListener("click", () => toggle(button, claim, row, id));
    head.append(button);
    row.append(head,
      element("td", "date", texts[claim.date]),
      element("td", "family", familiesOf(claim)),
      element("td", "kind", nameOf(claim.kind)),
      element("td", "metric", nameOf(claim.metric)),
      element("td", "number value", texts[claim.text]),
      element("td", "number factor", claim.factor === null ? "" : `${rounded(claim.factor)}×`));
    return row;
  }

  function render() {
    const pages = Math.max(1, Math.ceil(shown.length / PAGE));
    const { count, most, page: pageText } = explorer.dataset;
    body.replaceChildren(...shown.slice(page * PAGE, (page + 1) * PAGE).map(rowOf));
    $("count").textContent = fill(count, { shown: shown.length, total: claims.length }) +
      (total > claims.length ? " " + fill(most, { most: claims.length, total }) : "");
    $("page").textContent = fill(pageText, { page: page + 1, pages });
    $("previous").disabled = page === 0;
    $("next").disabled = page + 1 >= pages;
    $("pages").hidden = pages === 1;
  }

  function turn(by) {
    page += by;
    render();
    table.scrollIntoView({ block: "start" });
  }

  function sortBy(button) {
    const { sort: key } = button.dataset;
    const numeric = key === "value" || key === "factor";
    // Numbers begin with the greatest; a second click turns the order round.
    sort = { key, descending: sort.key === key ? !sort.descending : numeric };
    for (const head of table.tHead.rows[0].cells) head.removeAttribute("aria-sort");
    button.closest("th").setAttribute("aria-sort", sort.descending ? "descending" : "ascending");
    apply();
  }

  // ---- Beginning

  offer(filters.family, (claim) => claim.families);
  offer(filters.metric, (claim) => [claim.metric]);
  offer(filters.kind, (claim) => [claim.kind]);
  $("filter").addEventListener("submit", (event) => event.preventDefault());
  $("filter").addEventListener("input", apply);
  $("filter").addEventListener("reset", () => setTimeout(apply));
  $("previous").addEventListener("click", () => turn(-1));
  $("next").addEventListener("click", () => turn(1));
  for (const button of table.tHead.querySelectorAll("button"))
    button.addEventListener("click", () => sortBy(button));
  // Paper cannot be unfolded; but long lists would fill many sheets.
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details"))
      fold.open ||= fold.querySelectorAll(".check").length <= PRINTED;
  });
  explorer.hidden = claims.length === 0;
  apply();
})();
