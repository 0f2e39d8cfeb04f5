/** Now, or the moment that `SOURCE_DATE_EPOCH` names in seconds since 1970, as builds that can be repeated do. */
export function now(): Date {
  const epoch = Number(process.env.SOURCE_DATE_EPOCH || Number.NaN);
  return Number.isFinite(epoch) ? new Date(epoch * 1000) : new Date();
}

const day = 24 * 60 * 60 * 1000;

/** Whole days since a moment; negative for one that is to come. */
export const daysSince = (moment: Date): number => Math.floor((now().getTime() - moment.getTime()) / day);

/** The day of a moment in UTC, such as `2026-01-31`. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
