import type { VirtualMachineExtensionArgs } from "@pulumi/azure-native/compute/virtualMachineExtension";
import type { VirtualMachineScaleSetArgs } from "@pulumi/azure-native/compute/virtualMachineScaleSet";
import type { VirtualMachineScaleSetExtensionArgs } from "@pulumi/azure-native/compute/virtualMachineScaleSetExtension";
import type { Unwrap } from "@pulumi/pulumi/output";
import { each, isSecret, resource, rule, secret, some, unknown } from "../../../lib/rule";

const Extensions = resource<
  Pick<VirtualMachineExtensionArgs | VirtualMachineScaleSetExtensionArgs, "enableAutomaticUpgrade" | "settings" | "type"> &
    Pick<VirtualMachineScaleSetArgs, "virtualMachineProfile">
>("azure-native:compute:VirtualMachineExtension", "azure-native:compute:VirtualMachineScaleSetExtension", "azure-native:compute:VirtualMachineScaleSet");

type Extension = Pick<Unwrap<VirtualMachineExtensionArgs>, "enableAutomaticUpgrade" | "settings" | "type">;

/** The extension that the resource is, or those that a scale set lists. */
const extensionsOf = (self: Extension & Pick<Unwrap<VirtualMachineScaleSetArgs>, "virtualMachineProfile">): readonly Extension[] =>
  self.virtualMachineProfile ? (self.virtualMachineProfile.extensionProfile?.extensions ?? []) : [self];

export const extensionSecretSettings = rule(Extensions, {
  id: "azure-compute-extension-secret-settings",
  title: "Extensions of virtual machines get secrets as protected settings",
  severity: "high",
  family: "secrets",
  preset: "recommended",
  why: "Everyone who may look at the machine reads its extensions' plain settings.",
  fix: "Move the secret from `settings` to `protectedSettings`.",
  see: "https://learn.microsoft.com/azure/virtual-machines/extensions/custom-script-linux",
  pass: [{}, { settings: { fileUris: ["https://example.com/install.sh"] } }],
  fail: [
    { settings: { commandToExecute: secret("install --password given") } },
    { settings: secret({ commandToExecute: "install --password given" }) },
    { virtualMachineProfile: { extensionProfile: { extensions: [{ settings: { commandToExecute: secret("install --password given") } }] } } },
  ],
  unknown: [{ settings: unknown }],
  check: (self) =>
    each(
      extensionsOf(self),
      (extension) =>
        (isSecret(extension, "settings") || some(Object.keys(extension.settings ?? {}), (key) => isSecret(extension.settings, key))) &&
        "its plain `settings` have a secret",
    ),
});

/** Extensions that Azure can upgrade by itself; others, as those that run a script once, refuse the argument. */
const upgradable =
  /^(ApplicationHealth|AzureMonitor(Linux|Windows)Agent|Configurationfor(Linux|Windows)|DependencyAgent|GuestAttestation|HybridWorkerExtension|HybridWorkerFor|KeyVaultFor|LinuxDiagnostic|OmsAgentForLinux|ServiceFabric)/i;

export const extensionUpgrades = rule(Extensions, {
  id: "azure-compute-extension-upgrades",
  title: "Extensions of virtual machines get new versions by themselves",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_95"] },
  why: "An extension runs as administrator, and its known weaknesses stay until someone installs the next version.",
  fix: "Set the extension's `enableAutomaticUpgrade` to `true`.",
  see: "https://learn.microsoft.com/azure/virtual-machines/automatic-extension-upgrade",
  pass: [
    { type: "AzureMonitorLinuxAgent", enableAutomaticUpgrade: true },
    { type: "CustomScript" },
    { virtualMachineProfile: {} },
    { virtualMachineProfile: { extensionProfile: { extensions: [{ type: "ApplicationHealthLinux", enableAutomaticUpgrade: true }] } } },
  ],
  fail: [
    { type: "AzureMonitorLinuxAgent" },
    { type: "GuestAttestation", enableAutomaticUpgrade: false },
    { virtualMachineProfile: { extensionProfile: { extensions: [{ type: "CustomScript" }, { type: "KeyVaultForLinux" }] } } },
  ],
  unknown: [{ type: "AzureMonitorLinuxAgent", enableAutomaticUpgrade: unknown }, { virtualMachineProfile: { extensionProfile: unknown } }],
  check: (self) =>
    each(
      extensionsOf(self),
      ({ type, enableAutomaticUpgrade }) =>
        upgradable.test(type ?? "") && !enableAutomaticUpgrade && `\`enableAutomaticUpgrade\` of the extension \`${type}\` is off`,
    ),
});
