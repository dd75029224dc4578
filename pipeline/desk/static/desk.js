// What saves an editor time where scripts run. Every page works without it.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("scripted");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const narrow = matchMedia("(max-width: 60rem)");

  // Evidence: a sentence that is pointed at or focused lights up the words that it rests on, and the other way round.
  let held = null;

  const light = (keys, { scroll }) => {
    const wanted = new Set(keys);
    const lit = all("mark[data-keys]").filter((mark) => {
      const is = mark.dataset.keys.split(" ").some((key) => wanted.has(key));
      mark.classList.toggle("lit", is);
      return is;
    });
    for (const said of all(".said[data-key]")) {
      said.querySelector(".line")?.classList.toggle("lit", wanted.has(said.dataset.key));
    }
    document.querySelector(".articles")?.classList.toggle("dimming", lit.length > 0);
    const sources = document.querySelector(".sources");
    if (sources && scroll && narrow.matches) {
      sources.classList.toggle("raised", lit.length > 0);
      const close = sources.querySelector("[data-closes]");
      if (close) close.hidden = lit.length === 0;
    }
    if (scroll && lit.length) bring(lit[0]);
    if (scroll && lit.length && narrow.matches) reveal(document.querySelector(".line.lit"));
  };

  // Above the sources that have come up there is room for the sentence still.
  const reveal = (line) => {
    if (!line) return;
    const box = line.getBoundingClientRect();
    const room = innerHeight * 0.54;
    const bar = document.querySelector(".bar").getBoundingClientRect().bottom;
    if (box.bottom > room || box.top < bar) scrollBy({ top: box.top - bar - Math.max(16, (room - bar - box.height) / 2) });
  };

  const bring = (mark) => {
    const pane = mark.closest(".articles");
    if (!pane) return;
    const box = pane.getBoundingClientRect();
    const at = mark.getBoundingClientRect();
    if (at.top < box.top + 16 || at.bottom > box.bottom - 48) {
      pane.scrollTop += at.top - box.top - box.height * 0.28;
    } else {
      pane.scrollTo({ top: pane.scrollTop, behavior: "instant" }); // a scroll under way would take it out of sight
    }
  };

  const keyOf = (node) => node.closest?.(".said[data-key]")?.dataset.key;
  const rest = () => light(held ? [held] : [], { scroll: false });

  // A page that scrolls under a mouse at rest points at nothing.
  let pointer = "";

  document.addEventListener("mouseover", (event) => {
    const place = `${event.screenX} ${event.screenY}`;
    if (place === pointer) return;
    pointer = place;
    const key = keyOf(event.target);
    if (key) { if (!narrow.matches) light([key], { scroll: true }); return; }
    const mark = event.target.closest?.("mark[data-keys]");
    if (mark) light(mark.dataset.keys.split(" "), { scroll: false });
    else if (!event.target.closest?.(".sources")) rest();
  });

  document.addEventListener("focusin", (event) => {
    const key = keyOf(event.target);
    if (key) { held = key; light([key], { scroll: !(narrow.matches && event.target.closest("form, .tool")) }); }
  });

  document.addEventListener("click", (event) => {
    const cite = event.target.closest?.("a.cite");
    if (cite) {
      const mark = document.getElementById(cite.hash.slice(1));
      if (!mark) return;
      event.preventDefault();
      const key = keyOf(cite);
      if (key) { held = key; light([key], { scroll: true }); }
      history.replaceState(history.state, "", cite.hash);
      mark.setAttribute("tabindex", "-1");
      mark.focus({ preventScroll: true });
      bring(mark);
      return;
    }
    const mark = event.target.closest?.("mark[data-keys]");
    if (mark && !String(getSelection())) {
      const said = document.querySelector(`.said[data-key="${CSS.escape(mark.dataset.keys.split(" ")[0])}"] .line`);
      said?.focus();
      return;
    }
    if (event.target.closest?.("[data-closes]")) {
      const back = held;
      held = null;
      light([], { scroll: true });
      document.querySelector(`.said[data-key="${CSS.escape(back ?? "")}"] .line`)?.focus({ preventScroll: true });
      document.querySelector(".sources")?.classList.remove("raised");
    }
  });

  // Keys: they act where the focus is, on a sentence, an event or a candidate; in fields they write.
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("input, textarea, select");
    if (field && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      field.form?.querySelector("button.primary")?.click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      const form = event.target.closest?.("form.edit");
      if (form) form.querySelector('[data-shortcut="Escape"]').click();
      else { event.target.closest?.("details[open]")?.removeAttribute("open"); held = null; light([], { scroll: true }); }
      return;
    }
    if (field) return;
    const line = event.target.closest?.(".line");
    const place = event.target.closest?.(".said, .candidate");
    if (line && (event.key === "ArrowDown" || event.key === "ArrowUp" || event.key === "j" || event.key === "k")) {
      const lines = all(".line");
      const step = event.key === "ArrowDown" || event.key === "j" ? 1 : -1;
      const next = lines[lines.indexOf(line) + step];
      if (next) { event.preventDefault(); next.focus(); next.scrollIntoView({ block: "nearest" }); }
      return;
    }
    const control = place?.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
    if (control) { event.preventDefault(); control.click(); }
  });

  // Evidence by selection: offsets count code points, as the desk does.
  const points = (text) => Array.from(text).length;

  const offset = (paragraph, node, at) => {
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, at);
    return Number(paragraph.dataset.start) + points(before.toString());
  };

  const paragraphOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("p[data-start]");

  let picked = null;

  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const [first, last] = [paragraphOf(range.startContainer), paragraphOf(range.endContainer)];
    const article = first?.closest("[data-article]");
    if (!article || article !== last?.closest("[data-article]")) return;
    const [start, end] = [offset(first, range.startContainer, range.startOffset), offset(last, range.endContainer, range.endOffset)];
    if (end > start) picked = { article: article.dataset.article, start, end, text: selection.toString() };
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-picks]");
    if (!button || !picked) return;
    const piece = document.createElement("label");
    piece.className = "piece";
    const box = Object.assign(document.createElement("input"), {
      type: "checkbox", name: "evidence", checked: true, value: `${picked.article}:${picked.start}:${picked.end}`,
    });
    const number = Object.assign(document.createElement("span"), { className: "number", textContent: `[${picked.article}]` });
    const quote = document.createElement("q");
    quote.textContent = picked.text;
    piece.append(box, " ", number, " ", quote);
    button.closest("fieldset").querySelector(".hint").before(piece);
    box.focus();
    picked = null;
    getSelection().removeAllRanges();
  });

  // A form that is under way is not sent twice.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button) setTimeout(() => { button.setAttribute("aria-busy", "true"); }, 0);
  });

  document.addEventListener("pageshow", () => { for (const busy of all("[aria-busy]")) busy.removeAttribute("aria-busy"); });

  // Forms and links of a digest replace the page's content in place: the eye and the focus stay where they were.
  let place = null;

  document.addEventListener("htmx:beforeRequest", (event) => {
    const from = event.detail.elt;
    const part = from.closest?.(".said, .candidate, .part, .head");
    place = {
      part: part?.id, said: from.closest?.(".said")?.id, top: part?.getBoundingClientRect().top,
      sources: document.querySelector(".articles")?.scrollTop, target: from.hash?.startsWith("#candidate-") ? from.hash.slice(1) : "",
      asks: Boolean(from.action?.endsWith("/rewrite")),
    };
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (!place || event.detail.target?.id !== "main") return;
    const articles = document.querySelector(".articles");
    if (articles && place.sources !== undefined) { articles.style.scrollBehavior = "auto"; articles.scrollTop = place.sources; articles.style.scrollBehavior = ""; }
    const part = document.getElementById(place.part ?? "");
    if (part) scrollBy({ top: part.getBoundingClientRect().top - place.top, behavior: "instant" });
    const alert = document.querySelector("#main [role=alert]");
    const field = document.querySelector("#main [autofocus]");
    const quick = place.asks && part && !part.querySelector(".job") ? all(".candidate", part).at(-1) : null;
    const next = quick ?? document.getElementById(place.target || "") ?? field ?? alert ?? document.getElementById(place.said ?? "")?.querySelector(".line") ?? part ?? document.getElementById("main");
    if (next) {
      if (!next.matches("input, textarea, .line, main")) next.setAttribute("tabindex", "-1");
      next.focus({ preventScroll: Boolean(part) && !field && !alert && !place.target && !quick });
    }
    place = null;
  });

  // A refusal that is a page of its own leaves the page that was sent as it is, with the editor's words, and says why.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (xhr.status < 400 || requestConfig.verb !== "post") return;
    const refusal = new DOMParser().parseFromString(xhr.responseText, "text/html");
    const told = refusal.querySelector(".notice-page h1");
    if (!told) return;
    const renewed = refusal.getElementById("form-token");
    if (renewed) for (const field of all("input[name=_token]")) field.value = renewed.value;
    event.detail.shouldSwap = false;
    place = null;
    const form = requestConfig.elt.closest("form");
    const alert = form.querySelector(".error") ?? document.createElement("p");
    alert.className = "error";
    alert.setAttribute("role", "alert");
    alert.textContent = renewed ? "The page was too old to change anything. That is mended: send it once more." : told.textContent;
    form.prepend(alert);
    for (const busy of all("[aria-busy]", form)) busy.removeAttribute("aria-busy");
  });

  // What was swapped in: show what needs a script, go where the address says, load what was written meanwhile.
  // Where somebody is writing, nothing is loaded by itself: the link to the candidate stays.
  const isWriting = () => document.querySelector("form.edit") !== null
    || all("#main textarea, #main input:not([type=hidden])").some((field) => field.value !== field.defaultValue);

  // What was done is told at the head of the page; where that is out of sight, under the bar, until the editor goes on.
  const keepInSight = () => {
    const flash = document.querySelector(".flash");
    const bar = document.querySelector(".bar").getBoundingClientRect();
    flash?.classList.toggle("kept", flash.getBoundingClientRect().top < bar.bottom);
  };

  for (const going of ["pointerdown", "keydown", "wheel"]) {
    document.addEventListener(going, () => document.querySelector(".flash.kept")?.classList.remove("kept"), { passive: true });
  }

  const settle = () => {
    keepInSight();
    for (const hidden of all(".with-script[hidden]")) hidden.hidden = false;
    const written = document.querySelector("[data-loads]");
    written?.removeAttribute("data-loads"); // once: this is told of several times
    if (!isWriting()) written?.click();
  };

  document.addEventListener("htmx:afterSettle", settle);
  document.addEventListener("DOMContentLoaded", settle);
})();
