"use strict";
const close = () => document.querySelectorAll(".card.open").forEach((card) => card.classList.remove("open"));
document.addEventListener("pointerover", (event) => {
  const mark = event.target.closest("mark");
  if (!mark) { if (!event.target.closest(".card")) close(); return; }
  close();
  const card = document.getElementById(`card-${mark.dataset.claim.split(" ")[0]}`);
  const box = mark.getBoundingClientRect();
  card.style.top = `${box.bottom + scrollY}px`;
  card.style.left = `${box.left + scrollX}px`;
  card.classList.add("open");
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
