/** Now, or the moment that `SOURCE_DATE_EPOCH` names in seconds since 1970, as builds that can be repeated do. */
export function today(): Date {
  const epoch = Number(process.env.SOURCE_DATE_EPOCH || Number.NaN);
  return Number.isFinite(epoch) ? new Date(epoch * 1000) : new Date();
}

const day = 24 * 60 * 60 * 1000;

/** Whole days since a moment; negative for one that is to come. */
export const daysSince = (moment: Date, now: Date = today()): number => Math.floor((now.getTime() - moment.getTime()) / day);
