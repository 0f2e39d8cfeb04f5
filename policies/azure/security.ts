import type { PricingArgs } from "@pulumi/azure-native/security/pricing";
import type { SecurityContactArgs } from "@pulumi/azure-native/security/securityContact";
import type { Unwrap } from "@pulumi/pulumi/output";
import { same } from "../../lib/cloud/azure";
import { all, each, option, resource, rule, Stack, some, unknown } from "../../lib/rule";
import type { Equivalents, Meta, Rule } from "../../lib/rule/rule";

const Pricing = resource<PricingArgs>("azure-native:security:Pricing");
/** As API versions before 2023 have them. */
interface OlderContactArgs {
  readonly alertNotifications?: string | { readonly state?: string };
  readonly alertsToAdmins?: string;
  readonly email?: string;
}
const SecurityContact = resource<SecurityContactArgs & OlderContactArgs>("azure-native:security:SecurityContact");

const contacts = "https://learn.microsoft.com/azure/defender-for-cloud/configure-email-notifications";

export const contactNotifications = rule(SecurityContact, {
  id: "azure-security-contact-notifications",
  title: "Security contacts are told of alerts",
  severity: "medium",
  family: "logging",
  preset: "strict",
  controls: { "cis-azure-1.3": ["2.14"] },
  equivalents: {
    checkov: ["CKV_AZURE_21"],
    trivy: ["AVD-AZU-0044", "AVD-AZU-0063"],
    kics: ["79c2c2c0-eb00-47c0-ac16-f8b0e2c81c92", "9db38e87-f6aa-4b5e-a1ec-7266df259409"],
    terrascan: ["AC_AZURE_0386"],
    regula: ["FG_R00468"],
  },
  why: "An alert that reaches nobody stops no attack.",
  fix: "Put a source of type `Alert` into `notificationsSources`.",
  see: contacts,
  pass: [
    { notificationsSources: [{ sourceType: "Alert", minimalSeverity: "High" }] },
    { alertNotifications: { state: "On" } },
    { alertNotifications: "On", alertsToAdmins: "On" },
  ],
  fail: [
    {},
    { notificationsSources: [{ sourceType: "AttackPath" }] },
    { isEnabled: false, notificationsSources: [{ sourceType: "Alert" }] },
    { alertNotifications: { state: "Off" } },
    { alertNotifications: "Off" },
  ],
  unknown: [{ notificationsSources: unknown }, { alertNotifications: unknown }],
  check: ({ isEnabled, notificationsSources, alertNotifications: older }) => {
    if (isEnabled === false) return "`isEnabled` is off";
    const isTold = some(notificationsSources, ({ sourceType }) => same(sourceType, "Alert")) || same(typeof older === "object" ? older?.state : older, "On");
    return !isTold && "it isn't told of alerts";
  },
});

export const contactAdministrators = rule(SecurityContact, {
  id: "azure-security-contact-administrators",
  title: "Security alerts are sent to the subscription's owners",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_22"] },
  why: "The owners are who can act on an alert.",
  fix: "Set `notificationsByRole` to state `On` with the role `Owner`.",
  see: contacts,
  pass: [{ notificationsByRole: { state: "On", roles: ["Owner"] } }, { alertsToAdmins: "On" }],
  fail: [{}, { notificationsByRole: { state: "Off", roles: ["Owner"] } }, { notificationsByRole: { state: "On", roles: ["Contributor"] } }],
  unknown: [{ notificationsByRole: unknown }],
  check: ({ notificationsByRole: by, alertsToAdmins }) =>
    !(same(by?.state, "On") && some(by?.roles, (role) => same(role, "Owner"))) && !same(alertsToAdmins, "On") && "the owners aren't told of alerts",
});

export const contactEmail = rule(SecurityContact, {
  id: "azure-security-contact-email",
  title: "Security contacts have an e-mail address",
  severity: "medium",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_131"], trivy: ["AVD-AZU-0062", "AVD-AZU-0064"], kics: ["34664094-59e0-4524-b69f-deaa1a68cce3"] },
  why: "An alert that reaches nobody stops no attack.",
  fix: "Put addresses into `emails`, separated by semicolons.",
  see: contacts,
  pass: [{ emails: "security@example.com" }, { email: "security@example.com" }],
  fail: [{}, { emails: "" }],
  unknown: [{ emails: unknown }],
  check: ({ emails, email }) => !emails?.trim() && !email && "`emails` names nobody",
});

export const contactPhone = rule(SecurityContact, {
  id: "azure-security-contact-phone",
  title: "Security contacts have a phone number",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_20"], trivy: ["AVD-AZU-0046"], kics: ["3e9fcc67-1f64-405f-b2f9-0a6be17598f0"] },
  why: "In an emergency Microsoft reaches you by phone even when the mail doesn't work.",
  fix: "Set `phone`.",
  see: contacts,
  pass: [{ phone: "+49 30 123456" }],
  fail: [{}, { phone: "" }],
  unknown: [{ phone: unknown }],
  check: ({ phone }) => !phone && "it has no `phone`",
});

const defender = "https://learn.microsoft.com/azure/defender-for-cloud/defender-for-cloud-introduction";
const onAnyPlan = {
  checkov: ["CKV_AZURE_19"],
  trivy: ["AVD-AZU-0045"],
  kics: ["2081c7d6-2851-4cce-bda5-cb49d462da42", "819d50fd-1cdf-45c3-9936-be408aaad93e"],
  terrascan: ["AC_AZURE_0385"],
} as const satisfies Equivalents;

const isOff = ({ pricingTier }: Pick<Unwrap<PricingArgs>, "pricingTier">) => same(pricingTier, "Free") && "`pricingTier` is `Free`, which turns the plan off";

interface PlanSpec extends Pick<Meta, "id"> {
  /** As `pricingName` has it. */
  readonly plan: string;
  /** What it covers, as the title's end. */
  readonly covers: string;
  readonly checkov?: Equivalents["checkov"];
}
const plansWithRule = new Set<string>();

/** A rule that one plan is on. */
const planOn = ({ id, plan, covers, checkov = [] }: PlanSpec): Rule => {
  plansWithRule.add(plan.toLowerCase());
  return rule(Pricing, {
    id,
    title: `Defender for Cloud protects ${covers}`,
    severity: "medium",
    family: "logging",
    preset: "strict",
    equivalents: { ...onAnyPlan, checkov: [...onAnyPlan.checkov, ...checkov] },
    why: "Without the plan, attacks on what it covers raise no alert.",
    fix: "Set `pricingTier` to `Standard`.",
    see: defender,
    pass: [
      { pricingName: plan, pricingTier: "Standard" },
      { pricingName: "Discovery", pricingTier: "Free" },
    ],
    fail: [{ pricingName: plan, pricingTier: "Free" }],
    unknown: [{ pricingName: plan, pricingTier: unknown }],
    check: (self) => same(self.pricingName, plan) && isOff(self),
  });
};

export const pricingServers = planOn({ id: "azure-security-pricing-servers", plan: "VirtualMachines", covers: "servers", checkov: ["CKV_AZURE_55"] });
export const pricingAppServices = planOn({ id: "azure-security-pricing-app-services", plan: "AppServices", covers: "App Service", checkov: ["CKV_AZURE_61"] });
export const pricingSqlServers = planOn({ id: "azure-security-pricing-sql-servers", plan: "SqlServers", covers: "Azure SQL", checkov: ["CKV_AZURE_69"] });
export const pricingSqlMachines = planOn({
  id: "azure-security-pricing-sql-machines",
  plan: "SqlServerVirtualMachines",
  covers: "SQL Server on machines",
  checkov: ["CKV_AZURE_79"],
});
export const pricingStorage = planOn({ id: "azure-security-pricing-storage", plan: "StorageAccounts", covers: "storage accounts", checkov: ["CKV_AZURE_84"] });
// The plan `Containers` took over from the next two.
export const pricingKubernetes = planOn({
  id: "azure-security-pricing-kubernetes",
  plan: "KubernetesService",
  covers: "Kubernetes clusters",
  checkov: ["CKV_AZURE_85"],
});
export const pricingRegistries = planOn({
  id: "azure-security-pricing-registries",
  plan: "ContainerRegistry",
  covers: "container registries",
  checkov: ["CKV_AZURE_86"],
});
export const pricingContainers = planOn({
  id: "azure-security-pricing-containers",
  plan: "Containers",
  covers: "containers, and scans their images",
  checkov: ["CKV_AZURE_163"],
});
export const pricingKeyVaults = planOn({ id: "azure-security-pricing-key-vaults", plan: "KeyVaults", covers: "key vaults", checkov: ["CKV_AZURE_87"] });
export const pricingResourceManager = planOn({
  id: "azure-security-pricing-resource-manager",
  plan: "Arm",
  covers: "Azure Resource Manager",
  checkov: ["CKV_AZURE_234"],
});

export const pricingOther = rule(Pricing, {
  id: "azure-security-pricing-other",
  title: "Other plans of Defender for Cloud are turned on",
  severity: "medium",
  family: "logging",
  preset: "strict",
  equivalents: onAnyPlan,
  why: "Without the plan, attacks on what it covers raise no alert.",
  fix: "Set `pricingTier` to `Standard`.",
  see: defender,
  pass: [
    { pricingName: "Dns", pricingTier: "Standard" },
    { pricingName: "KeyVaults", pricingTier: "Free" },
  ],
  fail: [{ pricingName: "CosmosDbs", pricingTier: "Free" }],
  unknown: [{ pricingName: "CosmosDbs", pricingTier: unknown }],
  check: (self) => !plansWithRule.has((self.pricingName ?? "").toLowerCase()) && isOff(self),
});

const plans = ["VirtualMachines", "AppServices", "SqlServers", "SqlServerVirtualMachines", "StorageAccounts", "Containers", "KeyVaults", "Arm"];

export const pricingPlans = rule(Stack, {
  id: "azure-security-pricing-plans",
  title: "Stacks with Defender for Cloud plans turn on all that matter",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Without its plan, a service has no alerts, no scans of its images and no advice.",
  fix: "Add an `azure-native.security.Pricing` of that name with `pricingTier` `Standard`.",
  see: defender,
  options: { plans: option.Array(option.String(), { default: plans, description: "The plans that must be on." }) },
  related: { pricings: all(Pricing) },
  pass: [{}, { pricings: plans.map((pricingName) => ({ pricingName, pricingTier: "Standard" })) }],
  fail: [{ pricings: plans.slice(1).map((pricingName) => ({ pricingName, pricingTier: "Standard" })) }],
  unknown: [{ pricings: [...plans.slice(1).map((pricingName) => ({ pricingName, pricingTier: "Standard" })), unknown] }],
  check: ({ pricings }, { options }) =>
    pricings.length > 0 &&
    each(options.plans, (plan) => !some(pricings, ({ pricingName }) => same(pricingName, plan)) && `no Pricing decides on the plan \`${plan}\``),
});
