// What is more convenient with a script; all of it can be done without.
(() => {
  "use strict";
  document.documentElement.classList.add("js");

  // Keys: / search, j and k through the lines, and on the queue of doubtful pairs the keys that its buttons name.
  const typing = (e) => e.target.closest("input, select, textarea, [contenteditable]");
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || typing(e)) return;
    if (e.key === "/") {
      const find = document.getElementById("find") || document.getElementById("words");
      if (find) {
        e.preventDefault();
        find.focus();
      }
      return;
    }
    const named = document.querySelector(`[data-key="${CSS.escape(e.key)}"]`);
    if (named) {
      e.preventDefault();
      named.click();
      return;
    }
    if (e.key !== "j" && e.key !== "k") return;
    const lines = [...document.querySelectorAll("main table.list tbody a, main ul a.inside, main ol a.inside, main .told a, main .numbers a")];
    if (!lines.length) return;
    const at = lines.indexOf(document.activeElement);
    lines[Math.max(0, Math.min(lines.length - 1, at + (e.key === "j" ? 1 : -1)))].focus();
  });

  // Files that are dropped are files that were chosen.
  const drop = document.getElementById("drop");
  if (drop) {
    const input = drop.querySelector("input");
    const told = document.getElementById("chosen");
    const tell = () => {
      const names = [...input.files].map((f) => f.name);
      told.textContent = names.length ? names.slice(0, 6).join(", ") + (names.length > 6 ? ` and ${names.length - 6} more` : "") : "";
    };
    input.addEventListener("change", tell);
    for (const kind of ["dragenter", "dragover"]) {
      drop.addEventListener(kind, (e) => { e.preventDefault(); drop.classList.add("over"); });
    }
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (e) => {
      e.preventDefault();
      drop.classList.remove("over");
      input.files = e.dataTransfer.files;
      tell();
    });
  }

  const here = document.querySelector(".top nav [aria-current]");
  const row = document.querySelector(".top nav ul");
  if (here) row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;

  // Where the address points at a passage, it is in view and has the focus.
  const at = document.getElementById("at");
  if (at && location.hash === "#at") at.focus();
})();
