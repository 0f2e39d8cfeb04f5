/** A credential whose form says nothing by itself: it counts beside its vendor's name. */
export interface NamedDetector {
  readonly kind: string;
  /** The vendor as its users call it. */
  readonly vendor: string;
  /** How a word of the variable's name starts. */
  readonly words: readonly string[];
  readonly form: RegExp;
  /** Whether the form and the vendor's name suffice, whatever else the name says. */
  readonly sure?: boolean;
}

const hex = (length: string) => new RegExp(`^[0-9a-fA-F]{${length}}$`);
const alphanumeric = (length: string) => new RegExp(`^[0-9A-Za-z]{${length}}$`);
const wide = (length: string) => new RegExp(`^[0-9A-Za-z_=+/.-]{${length}}$`);
const uuid = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;

const rows: readonly (readonly [words: string, vendor: string, form: RegExp, sure?: boolean])[] = [
  ["abuseipdb", "AbuseIPDB", hex("80")],
  ["adobe", "Adobe", hex("32")],
  ["algolia", "Algolia", hex("32")],
  ["alchemy", "Alchemy", wide("32")],
  ["amplitude", "Amplitude", hex("32")],
  ["appcues", "Appcues", uuid],
  ["assemblyai", "AssemblyAI", hex("32")],
  ["auth0", "Auth0", wide("64")],
  ["beamer", "Beamer", wide("45")],
  ["bitly", "Bitly", hex("40")],
  ["brandfolder", "Brandfolder", alphanumeric("60,80")],
  ["bugsnag", "Bugsnag", hex("32")],
  ["circleci", "CircleCI", hex("40")],
  ["clarifai", "Clarifai", hex("32")],
  ["clearbit", "Clearbit", /^sk_[0-9a-f]{32}$/],
  ["cloudflare", "Cloudflare", /^(?:[0-9A-Za-z_-]{40}|[0-9a-f]{37})$/],
  ["cloudinary", "Cloudinary", wide("27")],
  ["cloudsmith", "Cloudsmith", hex("40")],
  ["codacy", "Codacy", alphanumeric("20")],
  ["codecov", "Codecov", /^(?:[0-9A-Za-z]{32}|[0-9a-f-]{36})$/],
  ["cohere", "Cohere", alphanumeric("40")],
  ["coinbase", "Coinbase", wide("64")],
  ["contentful", "Contentful", wide("43")],
  ["coveralls", "Coveralls", alphanumeric("32,37")],
  ["datadog dd", "Datadog", /^(?:[0-9a-z]{40}|[0-9a-f]{32})$/],
  ["deepgram", "Deepgram", hex("40")],
  ["deepl", "DeepL", /^[0-9a-f-]{36}(?::fx)?$/],
  ["drone", "Drone", alphanumeric("32")],
  ["etherscan", "Etherscan", /^[0-9A-Z]{34}$/],
  ["fastly", "Fastly", wide("32")],
  ["fullstory", "FullStory", wide("40,120")],
  ["gitter", "Gitter", wide("40")],
  ["heroku", "Heroku", uuid],
  ["hubspot", "HubSpot", uuid],
  ["infura", "Infura", hex("32")],
  ["intercom", "Intercom", wide("60")],
  ["ipinfo ipstack", "an address lookup", /^(?:[0-9a-f]{14}|[0-9a-f]{32})$/],
  ["jira confluence atlassian", "Atlassian", alphanumeric("24")],
  ["jumpcloud", "JumpCloud", hex("40")],
  ["kraken", "Kraken", wide("80,90")],
  ["kucoin", "KuCoin", /^(?:[0-9a-f]{24}|[0-9a-f-]{36})$/],
  ["looker", "Looker", alphanumeric("20,24")],
  ["mailchimp", "Mailchimp", /^[0-9a-f]{32}-us\d{1,2}$/],
  ["mailjet", "Mailjet", hex("32")],
  ["mapbox", "Mapbox", /^sk\.[0-9A-Za-z]{60,100}\.[0-9A-Za-z_-]{20,30}$/],
  ["mattermost", "Mattermost", /^[0-9a-z]{26}$/],
  ["maxmind", "MaxMind", /^[0-9A-Za-z]{6}_[0-9A-Za-z]{29}_mmk$/],
  ["meraki", "Cisco Meraki", hex("40")],
  ["messagebird message", "MessageBird", /^[0-9A-Za-z]{25}$/],
  ["mixpanel", "Mixpanel", hex("32")],
  ["netlify", "Netlify", wide("40,46")],
  ["nytimes", "the New York Times", wide("32")],
  ["okta", "Okta", /^00[0-9A-Za-z_=-]{40}$/],
  ["opsgenie", "Opsgenie", uuid],
  ["pagerduty", "PagerDuty", wide("20")],
  ["pingdom", "Pingdom", wide("64")],
  ["plaid", "Plaid", /^(?:[0-9a-f]{24}|[0-9a-z]{30})$/],
  ["privateai", "Private AI", /^[0-9a-z]{32}$/],
  ["pusher", "Pusher", hex("20")],
  ["quicknode", "QuickNode", hex("40")],
  ["rollbar", "Rollbar", hex("32")],
  ["segment", "Segment", wide("32,64")],
  ["contribsys", "Sidekiq", /^[0-9a-f]{8}:[0-9a-f]{8}$/, true],
  ["sonar", "SonarQube", hex("40")],
  ["sourcegraph", "Sourcegraph", hex("40")],
  ["splunk", "Splunk", uuid],
  ["spotify", "Spotify", hex("32")],
  ["sumo sumologic", "Sumo Logic", /^su[0-9A-Za-z]{12}$/, true],
  ["travis", "Travis CI", alphanumeric("22")],
  ["twilio", "Twilio", hex("32")],
  ["unsplash", "Unsplash", wide("43")],
  ["virustotal", "VirusTotal", hex("64")],
  ["wakatime", "WakaTime", uuid],
  ["wandb", "Weights & Biases", hex("40")],
  ["yelp", "Yelp", wide("128")],
  ["zendesk", "Zendesk", alphanumeric("40")],
];

export const namedDetectors: readonly NamedDetector[] = rows.map(([words, vendor, form, sure]) => ({
  kind: `${words.split(" ", 1)[0]}-key`,
  vendor,
  words: words.split(" "),
  form,
  sure,
}));
