import { prefixed, type Row, uuid } from "../detector";

const mixed = { accepts: (secret: string) => /\d/.test(secret) && /[A-Z]/.test(secret) };

const rows: readonly Row[] = [
  ["grafana-cloud-token", "a Grafana Cloud token", "glc_", "[0-9A-Za-z+/]{32,400}={0,3}"],
  ["grafana-service-token", "a Grafana service account token", "glsa_", "[0-9A-Za-z]{32}_[0-9a-fA-F]{8}"],
  ["grafana-api-key", "a Grafana API key", "eyJrIjoi", "[0-9A-Za-z]{70,400}={0,3}"],
  ["new-relic-user-key", "a New Relic user key", "NRAK-", "[0-9A-Z]{27}"],
  ["new-relic-insert-key", "a New Relic insert key", "NRII-", "[0-9A-Za-z_-]{32}"],
  ["new-relic-query-key", "a New Relic query key", "NRIQ-", "[0-9A-Za-z_-]{32}"],
  ["new-relic-admin-key", "a New Relic key", "NRAA- NRRA-", "[0-9a-f]{27,42}"],
  ["new-relic-browser-key", "a New Relic browser key", "NRJS-", "[0-9a-f]{19}"],
  ["sentry-user-token", "a Sentry token", "sntryu_", "[0-9a-f]{64}"],
  ["sentry-org-token", "a Sentry organisation token", "sntrys_eyJ", "[0-9A-Za-z+/]{50,600}={0,2}_[0-9A-Za-z+/]{43}"],
  ["sentry-integration-token", "a Sentry integration token", "sntryi_ sntrya_", "[0-9a-f]{64}"],
  ["datadog-app-key", "a Datadog key", "ddapp_ ddpat_", "[0-9A-Za-z]{34,60}"],
  ["honeycomb-key", "a Honeycomb key", "hcaik_ hcaic_ hcamk_ hcbik_ hcxik_ hcxmk_", "[0-9a-z]{32,64}"],
  ["logfire-token", "a Logfire token", "pylf_v1_us_ pylf_v1_eu_ pylf_v2_us_ pylf_v2_eu_", "[0-9A-Za-z_]{40,80}"],
  ["axiom-token", "an Axiom token", "xaat- xapt-", uuid],
  ["checkly-key", "a Checkly API key", "cu_ sv_", "[0-9a-f]{32}"],
  ["launchdarkly-sdk-key", "a LaunchDarkly SDK key", "sdk-", uuid],
  ["statsig-key", "a Statsig secret key", "secret-", "[0-9A-Za-z]{40,50}", mixed],
  ["posthog-key", "a PostHog personal key", "phx_ phs_", "[0-9A-Za-z_-]{40,60}"],
  ["growthbook-key", "a GrowthBook key", "secret_admin_ secret_readonly_", "[0-9A-Za-z]{30,60}"],
  ["unleash-key", "an Unleash token", "*:production. *:development. *:*.", "[0-9a-f]{50,60}"],
  ["configcat-key", "a ConfigCat key", "configcat-sdk-1/", "[0-9A-Za-z_-]{22}/[0-9A-Za-z_-]{22}"],
  ["elastic-key", "an Elastic Cloud key", "essu_", "[0-9A-Za-z+/=]{50,200}"],
  ["coralogix-key", "a Coralogix key", "cxtp_ cxup_ cxth_", "[0-9A-Za-z]{28,40}"],
  ["incident-key", "an incident.io API key", "inc_", "[0-9a-f]{64}"],
  ["stackhawk-key", "a StackHawk key", "hawk.", "[0-9A-Za-z_-]{20}\\.[0-9A-Za-z_-]{20}"],
  ["socket-token", "a Socket API token", "sktsec_", "[0-9A-Za-z_-]{40,80}"],
  ["rootly-key", "a Rootly key", "rootly_", "[0-9a-f]{64}"],
  ["devcycle-key", "a DevCycle server key", "dvc_server_", "[0-9A-Za-z]{20,60}_[0-9A-Za-z]{6,10}"],
];

/** What watches over systems: logs, metrics, errors, flags, analytics. */
export const observability = () => prefixed(rows);
