// Amounts as typed (1,322.00) as whole millionths, so that sums are exact; null where it is no amount.
// The same reading as texts/amounts.py.

const AMOUNT = /^(\d{1,12})(?:\.(\d{1,6}))?$/;
const PLACES = 6;

/** @param {string} text */
export function readAmount(text) {
  const match = AMOUNT.exec(text.replace(/[\s,，]/g, ""));
  return match ? BigInt(match[1] + (match[2] || "").padEnd(PLACES, "0")) : null;
}

// At least two places, as money is printed.
/** @param {bigint} amount */
export function writeAmount(amount, least = 2) {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(PLACES + 1, "0");
  const whole = digits.slice(0, -PLACES);
  let rest = digits.slice(-PLACES).replace(/0+$/, "");
  rest = rest.padEnd(least, "0");
  return `${amount < 0n ? "-" : ""}${whole}${rest ? `.${rest}` : ""}`;
}
