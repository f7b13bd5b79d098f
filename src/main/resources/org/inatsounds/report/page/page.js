"use strict";
(() => {
  const root = document.documentElement;
  const theme = document.getElementById("theme");
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  for (const box of document.querySelectorAll(".scroll")) {
    // So that the keyboard can scroll it.
    if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) {
      box.tabIndex = 0;
    }
  }

  const table = document.getElementById("all");
  if (!table) {
    return;
  }
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const headings = [...table.tHead.rows[0].cells];

  // A browser takes half a second to lay out a thousand rows. The first are there at once, the others come in portions.
  let waiting = [];
  const more = (count) => {
    let end = 0;
    for (let shown = 0; end < waiting.length && shown < count; end++) {
      shown += waiting[end].hidden ? 0 : 1;
    }
    body.append(...waiting.splice(0, end));
  };
  const moreSoon = (order) => {
    // In the turn after a frame was drawn; not for an order that another has taken the place of.
    requestAnimationFrame(() => setTimeout(() => {
      if (waiting === order && order.length) {
        more(150);
        moreSoon(order);
      }
    }));
  };
  const show = (order) => {
    waiting = order;
    body.replaceChildren();
    more(60);
    moreSoon(order);
  };
  addEventListener("beforeprint", () => more(Infinity));

  // The value of a cell: a number, a text, or null for none, which always comes last.
  const value = (row, column, numeric) => {
    const text = row.cells[column].textContent;
    if (!numeric) {
      return text;
    }
    const number = Number(text.replaceAll(",", "").replace("\u2212", "-"));
    return text === "" || Number.isNaN(number) ? null : number;
  };

  headings.forEach((heading, column) => {
    const numeric = heading.classList.contains("n");
    heading.querySelector("button").addEventListener("click", () => {
      const before = heading.getAttribute("aria-sort");
      const down = before ? before === "ascending" : numeric;
      headings.forEach((other) => other.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", down ? "descending" : "ascending");
      const sign = down ? -1 : 1;
      const keyed = rows.map((row, index) => ({ row, index, key: value(row, column, numeric) }));
      keyed.sort((a, b) => {
        if (a.key === null || b.key === null) {
          return a.key === b.key ? a.index - b.index : a.key === null ? 1 : -1;
        }
        const order = numeric ? a.key - b.key : a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
        return order === 0 ? a.index - b.index : sign * order;
      });
      show(keyed.map((each) => each.row));
    });
  });

  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const texts = rows.map((row) => [0, 1, 2].map((column) => row.cells[column].textContent).join(" ").toLowerCase());
  search.addEventListener("input", () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, index) => {
      row.hidden = !words.every((word) => texts[index].includes(word));
      count += row.hidden ? 0 : 1;
    });
    found.textContent = words.length ? `${count} of ${rows.length}` : "";
  });
})();
