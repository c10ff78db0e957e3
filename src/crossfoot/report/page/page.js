"use strict";
(() => {
  const cards = [...document.querySelectorAll(".finding")];
  const status = document.getElementById("status");
  const list = document.getElementById("findings");
  let chosen = -1;
  let place = 0;
  document.body.classList.add("script");

  const shown = () => cards.filter((card) => card.offsetParent !== null);
  const anchors = (card) => [...card.querySelectorAll(".places a")].map((a) => document.getElementById(a.hash.slice(1)));

  function choose(card, at, scroll) {
    document.querySelectorAll(".chosen").forEach((each) => each.classList.remove("chosen"));
    chosen = cards.indexOf(card);
    card.classList.add("chosen");
    const number = card.dataset.finding;
    document.querySelectorAll("mark").forEach((mark) => {
      if (mark.dataset.findings && mark.dataset.findings.split(" ").includes(number)) mark.classList.add("chosen");
    });
    const places = anchors(card).filter(Boolean);
    place = places.length ? at % places.length : 0;
    if (scroll && places.length) {
      // Where all places fit in the window, the middle of them; else the one that is asked for.
      const tops = places.map((each) => each.getBoundingClientRect().top);
      const spread = Math.max(...tops) - Math.min(...tops);
      if (at === 0 && spread < window.innerHeight * 0.7) {
        const middle = (Math.max(...tops) + Math.min(...tops)) / 2;
        window.scrollBy({ top: middle - window.innerHeight / 2 });
      } else {
        places[place].scrollIntoView({ block: "center" });
      }
    }
    // Beside the text the list scrolls on its own; above or below it, the text is what matters.
    if (getComputedStyle(list).position === "sticky") list.scrollTo({ top: card.offsetTop - 100 });
    const all = shown();
    const said = document.createElement("span");
    said.className = "said";
    said.textContent = card.querySelector(".message").textContent;
    status.textContent = `Finding ${all.indexOf(card) + 1} of ${all.length}, place ${place + 1} of ${places.length}`;
    status.append(said);
  }

  function step(by) {
    const all = shown();
    if (!all.length) return;
    const now = all.indexOf(cards[chosen]);
    const next = now < 0 ? (by > 0 ? 0 : all.length - 1) : (now + by + all.length) % all.length;
    choose(all[next], 0, true);
  }

  function nextPlace() {
    if (chosen < 0) step(1);
    else choose(cards[chosen], place + 1, true);
  }

  cards.forEach((card) => {
    card.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (link && !link.hash.startsWith("#place")) return;
      if (link) event.preventDefault();
      choose(card, link ? Number(link.dataset.place) : 0, true);
    });
    card.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === card) choose(card, 0, true);
    });
  });
  document.querySelectorAll("mark[data-findings]").forEach((mark) => {
    mark.addEventListener("click", () => {
      const card = document.getElementById(`finding-${mark.dataset.findings.split(" ")[0]}`);
      if (card) choose(card, 0, false);
    });
  });
  document.querySelectorAll("[data-filter]").forEach((box) => {
    box.addEventListener("change", () => {
      document.querySelectorAll(`.group[data-severity="${box.dataset.filter}"]`).forEach((group) => {
        group.hidden = !box.checked;
      });
      status.textContent = `${shown().length} findings shown`;
    });
  });
  document.getElementById("next")?.addEventListener("click", () => step(1));
  document.getElementById("previous")?.addEventListener("click", () => step(-1));
  document.getElementById("place")?.addEventListener("click", nextPlace);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "p") nextPlace();
  });
})();
