import { dayOf, now } from "../clock";

/** The day on which AWS ends the support of a Lambda runtime: the deprecation date of its table of runtimes. */
const lambda: Readonly<Record<string, string>> = {
  "nodejs24.x": "2028-04-30",
  "nodejs22.x": "2027-04-30",
  "nodejs20.x": "2026-04-30",
  "nodejs18.x": "2025-09-01",
  "nodejs16.x": "2024-06-12",
  "nodejs14.x": "2023-12-04",
  "nodejs12.x": "2023-03-31",
  "nodejs10.x": "2021-07-30",
  "nodejs8.10": "2020-03-06",
  "nodejs6.10": "2019-08-12",
  "nodejs4.3": "2020-03-05",
  "nodejs4.3-edge": "2020-03-05",
  nodejs: "2016-10-31",
  "python3.14": "2029-06-30",
  "python3.13": "2029-06-30",
  "python3.12": "2028-10-31",
  "python3.11": "2027-06-30",
  "python3.10": "2026-10-31",
  "python3.9": "2025-12-15",
  "python3.8": "2024-10-14",
  "python3.7": "2023-12-04",
  "python3.6": "2022-07-18",
  "python2.7": "2021-07-15",
  java21: "2029-06-30",
  java17: "2027-06-30",
  java11: "2027-06-30",
  "java8.al2": "2027-06-30",
  java8: "2024-01-08",
  dotnet10: "2028-11-14",
  dotnet9: "2026-11-10",
  dotnet8: "2026-11-10",
  dotnet7: "2024-05-14",
  dotnet6: "2024-12-20",
  "dotnet5.0": "2022-05-10",
  "dotnetcore3.1": "2023-04-03",
  "dotnetcore2.1": "2022-01-05",
  "dotnetcore2.0": "2019-05-30",
  "dotnetcore1.0": "2019-07-30",
  "ruby3.4": "2028-03-31",
  "ruby3.3": "2027-03-31",
  "ruby3.2": "2026-03-31",
  "ruby2.7": "2023-12-07",
  "ruby2.5": "2021-07-30",
  "go1.x": "2024-01-08",
  "provided.al2023": "2029-06-30",
  "provided.al2": "2026-07-31",
  provided: "2024-01-08",
};

const beforeSecondGeneration = "2024-01-30";
/** The day on which Google ends the support of a runtime of Cloud Run functions or App Engine: the deprecation date of its support schedule. */
const google: Readonly<Record<string, string>> = {
  nodejs24: "2028-04-30",
  nodejs22: "2027-04-30",
  nodejs20: "2026-04-30",
  nodejs18: "2025-04-30",
  ...each(["nodejs16", "nodejs14", "nodejs12", "nodejs10"], beforeSecondGeneration),
  nodejs8: "2020-06-05",
  nodejs6: "2019-04-17",
  python314: "2030-10-10",
  python313: "2029-10-10",
  python312: "2028-10-02",
  python311: "2027-10-24",
  python310: "2026-10-04",
  python39: "2025-10-05",
  python38: "2024-10-14",
  ...each(["python37", "python27"], beforeSecondGeneration),
  go124: "2026-09-02",
  go123: "2026-02-21",
  go122: "2026-01-28",
  go121: "2025-09-03",
  go120: "2024-05-01",
  go119: "2024-04-30",
  ...each(["go118", "go116", "go115", "go114", "go113", "go112"], beforeSecondGeneration),
  go111: "2020-08-05",
  java25: "2031-10-31",
  java21: "2031-09-30",
  java17: "2027-10-31",
  java11: "2024-10-31",
  java8: beforeSecondGeneration,
  ruby40: "2029-03-31",
  ruby34: "2028-03-31",
  ruby33: "2027-03-31",
  ruby32: "2026-03-31",
  ruby30: "2024-03-31",
  ...each(["ruby27", "ruby26", "ruby25"], beforeSecondGeneration),
  php85: "2029-12-31",
  php84: "2028-12-31",
  php83: "2027-12-31",
  php82: "2026-12-31",
  php81: "2025-12-31",
  ...each(["php74", "php73", "php72", "php55"], beforeSecondGeneration),
  dotnet10: "2028-11-14",
  dotnet8: "2026-11-10",
  dotnet6: "2024-11-12",
  dotnet3: beforeSecondGeneration,
};

function each(runtimes: readonly string[], day: string): Record<string, string> {
  return Object.fromEntries(runtimes.map((runtime) => [runtime, day]));
}

const tables = { lambda, google };

/** Says of a runtime whose support has ended since when; nothing of any other, or of one that isn't known here. */
export function unmaintained(service: keyof typeof tables, runtime: string | undefined, at: Date = now()): string | undefined {
  if (runtime === undefined || !Object.hasOwn(tables[service], runtime)) return undefined;
  const end = tables[service][runtime]!;
  return end <= dayOf(at) ? `its runtime \`${runtime}\` isn't maintained since ${end}` : undefined;
}
