// What a script adds to pages that are whole without it: the words of a line open beside it, and
// findings answer to the pointer and to keys.
"use strict";
(() => {
  const wide = matchMedia("(min-width: 56rem)");
  let panel = null;

  // The article of `href` at its words, beside the page.
  async function beside(href, from) {
    const answer = await fetch(href.split("#")[0]);
    if (!answer.ok) { location.href = href; return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = page.querySelector("main");
    if (!main) { location.href = href; return; }
    if (!panel) {
      panel = document.createElement("dialog");
      panel.id = "panel";
      panel.setAttribute("aria-label", "The words in their article");
      document.body.append(panel);
      panel.addEventListener("close", () => { if (panel.from) panel.from.focus(); });
    }
    const close = document.createElement("button");
    close.className = "close";
    close.textContent = "Close";
    close.addEventListener("click", () => panel.close());
    const whole = document.createElement("p");
    const link = document.createElement("a");
    link.href = href;
    link.textContent = "Open the article";
    whole.append(link);
    const text = main.querySelector(".text");
    const head = main.querySelectorAll(":scope > h1, :scope > p.note:not(.key)");
    panel.replaceChildren(close, whole, ...head, ...(text ? [text] : []));
    panel.querySelectorAll("a.n").forEach((one) => one.remove());
    panel.from = from;
    if (!panel.open) panel.show();
    const lit = panel.querySelector("#at");
    if (lit) lit.scrollIntoView({ block: "center" });
    close.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite");
    if (!link || !wide.matches || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    beside(link.getAttribute("href"), link).catch(() => { location.href = link.href; });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel && panel.open) panel.close();
  });

  // The moments of the ledger as a slider; the last one is now.
  const moments = document.querySelector("form.moments");
  if (moments) {
    const select = moments.querySelector("select");
    const slider = document.createElement("input");
    slider.type = "range";
    slider.min = 0;
    slider.max = select.options.length - 1;
    slider.value = select.selectedIndex;
    const told = document.createElement("output");
    const show = () => {
      select.selectedIndex = Number(slider.value);
      told.textContent = select.selectedOptions[0].textContent;
      slider.setAttribute("aria-valuetext", told.textContent);
    };
    slider.addEventListener("input", show);
    // Let go with a pointer, the page follows; keys move on until the button is pressed.
    let dragged = false;
    slider.addEventListener("pointerdown", () => { dragged = true; });
    slider.addEventListener("change", () => { if (dragged) moments.requestSubmit(); });
    slider.addEventListener("keydown", () => { dragged = false; });
    select.hidden = true;
    select.after(slider, told);
    show();
  }

  // How an upload goes, as it goes. The piece is made by the server, which escapes all it quotes.
  const progress = document.getElementById("progress");
  if (progress && progress.dataset.events) {
    const events = new EventSource(progress.dataset.events);
    const show = (event) => {
      const piece = new DOMParser().parseFromString(JSON.parse(event.data), "text/html");
      progress.replaceChildren(...piece.body.childNodes);
    };
    events.addEventListener("progress", show);
    events.addEventListener("done", (event) => { show(event); events.close(); });
  }

  // Files dropped anywhere on the form go into it.
  const drop = document.querySelector("form.drop");
  if (drop) {
    const files = drop.querySelector("input[type=file]");
    drop.addEventListener("dragover", (event) => event.preventDefault());
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      files.files = event.dataTransfer.files;
    });
  }

  // Findings: a piece of text and its entry in the list light up together.
  const text = document.querySelector(".beside .text");
  if (text) {
    const entries = [...document.querySelectorAll(".findings > li")];
    let current = -1;
    const light = (numbers, scroll) => {
      document.querySelectorAll(".on").forEach((one) => one.classList.remove("on"));
      for (const number of numbers) {
        const entry = document.getElementById("f" + number);
        if (!entry) continue;
        entry.classList.add("on");
        if (scroll) entry.scrollIntoView({ block: "nearest" });
        for (const piece of text.querySelectorAll("[data-f]")) {
          if (piece.dataset.f.split(" ").includes(String(number))) piece.classList.add("on");
        }
      }
    };
    const numbers = (piece) => piece.dataset.f.split(" ").filter(Boolean);
    const over = (event) => {
      const piece = event.target.closest("[data-f]");
      if (piece) light(numbers(piece), true);
    };
    text.addEventListener("mouseover", over);
    text.addEventListener("click", over);
    document.addEventListener("keydown", (event) => {
      if (event.target.matches("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
      if (!step || !entries.length) return;
      current = Math.min(Math.max(current + step, 0), entries.length - 1);
      const number = entries[current].id.slice(1);
      light([number], true);
      const mark = document.getElementById("n" + number);
      if (mark) { mark.scrollIntoView({ block: "center" }); mark.focus({ preventScroll: true }); }
    });
  }
})();
