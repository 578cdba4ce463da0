// A file field inside [data-drop] also takes a file that is dropped on it, names it, and says at once
// when it is too large to send.
document.querySelectorAll("[data-drop]").forEach((zone) => {
  const field = zone.querySelector("input[type=file]");
  const name = zone.querySelector("[data-drop-name]");
  const hint = zone.querySelector("[data-drop-hint]");
  const most = Number(field.dataset.most);
  const megabytes = (count) => `${(count / 1024 / 1024).toFixed(1)} MB`;

  const tell = () => {
    const file = field.files[0];
    const isTooLarge = Boolean(file) && file.size > most;
    const large = isTooLarge ? `“${file.name}”有 ${megabytes(file.size)}，超过 ${megabytes(most)} 的上限，请换一个文件。` : "";
    name.hidden = !isTooLarge;
    name.textContent = large;
    name.classList.toggle("is-error", isTooLarge);
    field.setCustomValidity(large);
  };

  hint.textContent = `把文件拖到这里，或${hint.textContent}`;
  field.addEventListener("change", tell);
  ["dragover", "dragenter"].forEach((kind) => zone.addEventListener(kind, (event) => {
    event.preventDefault();
    zone.classList.add("is-over");
  }));
  ["dragleave", "drop"].forEach((kind) => zone.addEventListener(kind, () => zone.classList.remove("is-over")));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    tell();
  });
});
