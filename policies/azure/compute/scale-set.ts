import type { VirtualMachineScaleSetArgs } from "@pulumi/azure-native/compute/virtualMachineScaleSet";
import type { Unwrap } from "@pulumi/pulumi/output";
import { same } from "../../../lib/cloud/azure";
import { resource, rule, unknown } from "../../../lib/rule";

const ScaleSet = resource<VirtualMachineScaleSetArgs>("azure-native:compute:VirtualMachineScaleSet");

type Profile = Unwrap<VirtualMachineScaleSetArgs>["virtualMachineProfile"];

const patchModeOf = (profile: Profile) => (profile?.osProfile?.linuxConfiguration ?? profile?.osProfile?.windowsConfiguration)?.patchSettings?.patchMode;

export const scaleSetUpgrades = rule(ScaleSet, {
  id: "azure-compute-scale-set-upgrades",
  title: "Scale sets get new versions of their image by themselves",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_95"] },
  why: "Known weaknesses of the operating system stay until someone replaces the machines.",
  fix: "Set `upgradePolicy.automaticOSUpgradePolicy.enableAutomaticOSUpgrade` to `true`; with flexible orchestration, `patchSettings.patchMode` to `AutomaticByPlatform`.",
  see: "https://learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-automatic-upgrade",
  pass: [
    { upgradePolicy: { automaticOSUpgradePolicy: { enableAutomaticOSUpgrade: true } } },
    {
      orchestrationMode: "Flexible",
      virtualMachineProfile: { osProfile: { linuxConfiguration: { patchSettings: { patchMode: "AutomaticByPlatform" } } } },
    },
    {
      orchestrationMode: "Flexible",
      virtualMachineProfile: { osProfile: { windowsConfiguration: { patchSettings: { patchMode: "AutomaticByPlatform" } } } },
    },
  ],
  fail: [
    {},
    { upgradePolicy: { automaticOSUpgradePolicy: { enableAutomaticOSUpgrade: false } } },
    { orchestrationMode: "Flexible", virtualMachineProfile: { osProfile: { linuxConfiguration: { patchSettings: { patchMode: "ImageDefault" } } } } },
    { virtualMachineProfile: { osProfile: { linuxConfiguration: { patchSettings: { patchMode: "AutomaticByPlatform" } } } } },
  ],
  unknown: [{ upgradePolicy: unknown }],
  check: ({ orchestrationMode, upgradePolicy, virtualMachineProfile: profile }) =>
    !upgradePolicy?.automaticOSUpgradePolicy?.enableAutomaticOSUpgrade &&
    !(same(orchestrationMode, "Flexible") && same(patchModeOf(profile), "AutomaticByPlatform")) &&
    "`upgradePolicy.automaticOSUpgradePolicy.enableAutomaticOSUpgrade` is off",
});
