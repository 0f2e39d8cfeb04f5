import type { Detector } from "../detector";

const base64 = "[0-9A-Za-z+/]";

/** A kind, its title, how many characters of what stand before the mark, the marks, and what follows them. */
const rows: readonly (readonly [kind: string, title: string, length: number, alphabet: string, marks: string, rest: string])[] = [
  ["azure-long-key", "an Azure account key", 76, base64, "+ASt +ABa +AMC ACDb APIM", `${base64}{5}[AQgw]==`],
  ["azure-bus-key", "an Azure shared access key", 33, base64, "+ASb +AEh +ARm AIoT", `${base64}{5}[AEIMQUYcgkosw048]=`],
  ["azure-registry-password", "an Azure Container Registry password", 42, base64, "+ACR", "[A-D][0-9A-Za-z]{5}"],
  ["azure-search-key", "an Azure AI Search key", 42, "[0-9A-Za-z]", "AzSe", "[A-D][0-9A-Za-z]{5}"],
  ["azure-cache-key", "an Azure Cache for Redis key", 33, "[0-9A-Za-z]", "AzCa", "[0-9A-Za-z]{5}[AEIMQUYcgkosw048]="],
  ["azure-function-key", "an Azure Functions key", 44, "[0-9A-Za-z_-]", "AzFu", "[0-9A-Za-z_-]{5}[AQgw]=="],
  ["azure-ai-key", "an Azure AI services key", 52, "[0-9A-Za-z]", "JQQJ99", "[0-9A-Za-z]{26}"],
  ["azure-devops-token", "an Azure DevOps access token", 76, "[0-9A-Za-z]", "AZDO", "[0-9A-Za-z]{4}"],
  ["new-relic-license-key", "a New Relic license key", 36, "[0-9a-fA-FxuU]", "NRAL", ""],
  ["mailchimp-key", "a Mailchimp API key", 32, "[0-9a-f]", "-us", "\\d{1,2}"],
  ["maxmind-key", "a MaxMind license key", 36, "[0-9A-Za-z_]", "_mmk", ""],
  ["tableau-token", "a Tableau access token", 22, base64, "==:", "[0-9A-Za-z]{32}"],
  ["firebase-messaging-key", "a Firebase messaging key", 11, "[0-9A-Za-z_-]", ":APA91b", "[0-9A-Za-z_-]{134}"],
  ["terraform-cloud-token", "a Terraform Cloud token", 14, "[0-9A-Za-z]", ".atlasv1.", "[0-9A-Za-z_=-]{60,70}"],
];

/** Tokens that are told by a mark in their midst. */
export const inner = (): Detector[] => [
  ...rows.map(([kind, title, offset, alphabet, marks, rest]) => ({
    kind,
    title,
    keywords: marks.split(" "),
    offset,
    pattern: new RegExp(`${alphabet}{${offset}}(?:${marks.replaceAll(/[+.]/g, "\\$&").replaceAll(" ", "|")})${rest}(?![0-9A-Za-z])`, "y"),
  })),
  {
    kind: "entra-client-secret",
    title: "an Entra client secret",
    keywords: Array.from({ length: 10 }, (_, digit) => `${digit}Q~`),
    offset: 3,
    pattern: /[0-9A-Za-z_~.]{3}\dQ~[0-9A-Za-z_~.-]{31,34}(?![0-9A-Za-z_~.-])/y,
  },
];
