// Moments as people write them, in Beijing time: 14:03 today, 11月21日 14:03 otherwise.
/** @type {Intl.DateTimeFormatOptions} */
const options = { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const clock = new Intl.DateTimeFormat("zh-CN", options);
const day = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", month: "numeric", day: "numeric" });

/** @param {string | number | null | undefined} at */
export function momentOf(at) {
  if (!at) return "";
  const moment = new Date(at);
  const [date, today] = [day.formatToParts(moment), day.formatToParts(new Date())].map((parts) =>
    ["month", "day"].map((type) => parts.filter((part) => part.type === type).map(({ value }) => value).join("")));
  const hours = clock.format(moment);
  return String(date) === String(today) ? hours : `${date[0]}月${date[1]}日 ${hours}`;
}
