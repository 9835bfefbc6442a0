// What a script adds to pages that are whole without it: the words of a line open beside it, and
// findings answer to the pointer and to keys.
"use strict";
(() => {
  const again = document.querySelector("[data-again]");
  if (again) setTimeout(() => location.reload(), 1000 * Number(again.dataset.again));
  const wide = matchMedia("(min-width: 56rem)");
  let panel = null;

  // Does `change`, after which `line` stands in the window where it stood before.
  function still(line, change) {
    const before = line.getBoundingClientRect().top;
    change();
    scrollBy(0, line.getBoundingClientRect().top - before);
  }

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
      panel.addEventListener("close", () => { if (panel.from) panel.from.focus({ preventScroll: true }); });
    }
    const close = document.createElement("button");
    close.className = "close";
    close.textContent = "Close";
    close.addEventListener("click", shut);
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
    if (!panel.open) still(from, () => panel.show());
    const lit = panel.querySelector("#at");
    const middle = (box) => (box.top + box.bottom) / 2;
    if (lit) panel.scrollTop += middle(lit.getBoundingClientRect()) - middle(panel.getBoundingClientRect());
    close.focus({ preventScroll: true });
  }

  function shut() {
    still(panel.from, () => panel.close());
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite");
    if (!link || !wide.matches || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    beside(link.getAttribute("href"), link).catch(() => { location.href = link.href; });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel && panel.open) shut();
  });

  // What is folded is printed as well.
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details.fold").forEach((one) => { one.open = true; });
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

  // Files dropped anywhere on the page go into the form.
  const drop = document.querySelector("form.drop");
  if (drop) {
    const files = drop.querySelector("input[type=file]");
    document.addEventListener("dragover", (event) => event.preventDefault());
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) files.files = event.dataTransfer.files;
    });
  }

  // The search as it is typed: the last word may still be going on. What is found takes the place of
  // what was; the address stays that of the search that was sent.
  const search = document.getElementById("search");
  if (search) {
    let waiting = 0;
    let number = 0;
    search.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(look, 200);
    });
    async function look() {
      const own = ++number;
      const asked = new URLSearchParams(new FormData(search));
      const words = asked.get("q") || "";
      if (document.activeElement && document.activeElement.name === "q" && /\p{L}{3}$/u.test(words)) asked.set("q", words + "*");
      for (const [name, value] of [...asked]) if (!value) asked.delete(name);
      const answer = await fetch("/search?" + asked).catch(() => null);
      if (!answer || !answer.ok || own !== number) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById("found");
      if (found) document.getElementById("found").replaceChildren(...found.childNodes);
    }
  }

  // Whoever signs one form has signed the others.
  document.addEventListener("change", (event) => {
    if (event.target.name !== "by") return;
    document.querySelectorAll("input[name=by]").forEach((one) => { one.value = event.target.value; });
  });

  // Findings: a piece of text and its entry in the list light up together. The page stays where the
  // reader is: in a wide window the list is moved, in a narrow one the entry is shown at the foot.
  const text = document.querySelector(".beside .text");
  if (text) {
    const list = document.querySelector(".beside aside");
    const entries = [...document.querySelectorAll(".findings > li")];
    let current = -1;
    let foot = null;

    const light = (numbers) => {
      document.querySelectorAll(".on").forEach((one) => one.classList.remove("on"));
      const lit = numbers.map((number) => document.getElementById("f" + number)).filter(Boolean);
      lit.forEach((entry) => entry.classList.add("on"));
      for (const piece of text.querySelectorAll("[data-f]")) {
        if (piece.dataset.f.split(" ").some((one) => numbers.includes(one))) piece.classList.add("on");
      }
      if (lit.length && wide.matches) {
        const [box, whole] = [lit[0].getBoundingClientRect(), list.getBoundingClientRect()];
        if (box.top < whole.top) list.scrollTop += box.top - whole.top - 12;
        else if (box.bottom > whole.bottom) list.scrollTop += Math.min(box.bottom - whole.bottom, box.top - whole.top) + 12;
      }
      return lit;
    };

    // What the lit entries tell, at the foot of the window and not over the `piece` they are of.
    const tell = (lit, piece) => {
      if (!foot) {
        foot = document.createElement("section");
        foot.id = "foot";
        foot.setAttribute("aria-label", "What this is");
        foot.setAttribute("aria-live", "polite");
        document.body.append(foot);
      }
      const close = document.createElement("button");
      close.className = "close";
      close.textContent = "Close";
      close.addEventListener("click", () => { foot.hidden = true; });
      const told = document.createElement("ol");
      told.className = "findings";
      for (const entry of lit) {
        const copy = entry.cloneNode(true);
        copy.removeAttribute("id");
        copy.classList.remove("on");
        told.append(copy);
      }
      foot.replaceChildren(close, told);
      foot.hidden = false;
      const over = piece.getBoundingClientRect().bottom - foot.getBoundingClientRect().top + 12;
      if (over > 0) scrollBy(0, over);
    };

    const numbers = (piece) => piece.dataset.f.split(" ").filter(Boolean);
    text.addEventListener("mouseover", (event) => {
      const piece = event.target.closest("[data-f]");
      if (piece && wide.matches) light(numbers(piece));
    });
    text.addEventListener("click", (event) => {
      const link = event.target.closest("a.n");
      const piece = link || event.target.closest("[data-f]");
      if (!piece || (link && event.detail === 0)) return; // with the keyboard a number leads to its entry
      if (link) event.preventDefault();
      const lit = light(link ? [link.id.slice(1)] : numbers(piece));
      if (lit.length && !wide.matches) tell(lit, piece);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && foot) foot.hidden = true;
      if (event.target.matches("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
      if (!step || !entries.length) return;
      current = Math.min(Math.max(current + step, 0), entries.length - 1);
      const number = entries[current].id.slice(1);
      const lit = light([number]);
      const mark = document.getElementById("n" + number);
      if (!mark) return;
      mark.scrollIntoView({ block: "center" });
      mark.focus({ preventScroll: true });
      if (!wide.matches) tell(lit, mark);
    });
  }
})();
