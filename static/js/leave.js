// Parts that are not to be stored ([data-leave], its value is the anchor of the part): paler in the preview.
document.querySelectorAll("[data-leave]").forEach((choice) => {
  const heading = document.getElementById(choice.value);

  // A project is a section of its own; a part of part one reaches to the next heading of its kind.
  const piece = () => {
    if (!heading.matches(".part-one h2")) return [heading.closest("section")];
    const found = [heading];
    for (let next = heading.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) {
      found.push(next);
    }
    return found;
  };

  const show = () => piece().forEach((element) => element.classList.toggle("is-left", choice.checked));
  choice.addEventListener("change", show);
  show();
});
