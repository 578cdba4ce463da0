// [data-rule-search] hides the rules in which the words do not occur; nothing that was typed is lost by looking.
// Without scripts its form asks the server.
(() => {
  const field = document.querySelector("[data-rule-search]");
  if (!field) return;
  const rules = Array.from(document.querySelectorAll("[data-rule-words]"));
  const narrow = () => {
    const words = field.value.split(/\s+/).filter(Boolean);
    rules.forEach((rule) => {
      rule.hidden = !words.every((word) => rule.dataset.ruleWords.includes(word));
    });
    document.querySelectorAll("[data-rule-topic]").forEach((topic) => {
      topic.hidden = !topic.querySelector("[data-rule-words]:not([hidden])");
    });
  };
  field.addEventListener("input", narrow);
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    narrow();
  });
})();
