/** Share of `whole` in percent, to a hundredth, without floats near the money. Zero of nothing is zero. */
export const percentOf = (part: bigint, whole: bigint): number =>
  whole <= 0n ? 0 : Number((part * 10_000n) / whole) / 100;

export const largest = (values: readonly bigint[]): bigint =>
  values.reduce((most, value) => (value > most ? value : most), 0n);

const STEPS = [10n, 15n, 20n, 30n, 40n, 50n, 60n, 80n];

/** The next round amount at or above: 1, 1.5, 2, 3 … times a power of ten dollars. Cents. */
export function roundTop(cents: bigint): bigint {
  for (let power = 10n; ; power *= 10n) {
    const step = STEPS.find((factor) => factor * power >= cents);
    if (step !== undefined) return step * power;
  }
}
