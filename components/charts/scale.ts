/** Share of `whole` in percent, to a hundredth, without floats near the money. Zero of nothing is zero. */
export const percentOf = (part: bigint, whole: bigint): number =>
  whole <= 0n ? 0 : Number((part * 10_000n) / whole) / 100;

export const largest = (values: readonly bigint[]): bigint =>
  values.reduce((most, value) => (value > most ? value : most), 0n);

/** The next round number of dollars at or above, e.g. 1, 2, 5, 10 … times a power of ten. Cents. */
export function roundTop(cents: bigint): bigint {
  let step = 100n;
  for (;;) {
    for (const factor of [1n, 2n, 5n]) if (step * factor >= cents) return step * factor;
    step *= 10n;
  }
}
