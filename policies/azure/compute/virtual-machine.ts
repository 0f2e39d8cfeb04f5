import type { VirtualMachineArgs } from "@pulumi/azure-native/compute/virtualMachine";
import type { VirtualMachineExtensionArgs } from "@pulumi/azure-native/compute/virtualMachineExtension";
import type { VirtualMachineScaleSetArgs } from "@pulumi/azure-native/compute/virtualMachineScaleSet";
import type { NetworkInterfaceArgs } from "@pulumi/azure-native/network/networkInterface";
import type { SubnetArgs } from "@pulumi/azure-native/network/subnet";
import type { ProtectedItemArgs } from "@pulumi/azure-native/recoveryservices/protectedItem";
import type { Unwrap } from "@pulumi/pulumi/output";
import { same } from "../../../lib/cloud/azure";
import { holdsCredential } from "../../../lib/cloud/plain-secret";
import { every, from, resource, rule, some, to, unknown } from "../../../lib/rule";
import type { Meta, Rule } from "../../../lib/rule/rule";
import { findSecrets } from "../../../lib/secrets/find";

const Extension = resource<VirtualMachineExtensionArgs>("azure-native:compute:VirtualMachineExtension");
const Machines = resource<VirtualMachineArgs & Pick<VirtualMachineScaleSetArgs, "virtualMachineProfile">>(
  "azure-native:compute:VirtualMachine",
  "azure-native:compute:VirtualMachineScaleSet",
);
const NetworkInterface = resource<NetworkInterfaceArgs>("azure-native:network:NetworkInterface");
const ProtectedItem = resource<ProtectedItemArgs>("azure-native:recoveryservices:ProtectedItem");
const Subnet = resource<SubnetArgs>("azure-native:network:Subnet");
const VirtualMachine = resource<VirtualMachineArgs>("azure-native:compute:VirtualMachine");

type Machine = Pick<Unwrap<VirtualMachineArgs>, "osProfile" | "securityProfile" | "storageProfile" | "userData">;
type ScaleSetProfile = Exclude<Unwrap<VirtualMachineScaleSetArgs>["virtualMachineProfile"], undefined>;
type MachineCase = { readonly [K in keyof Machine]?: unknown };

/** A rule on what a machine is made of, on its own or in a scale set; `wrong` says what is wrong with it. */
const machine = ({
  good,
  bad,
  unclear,
  wrong,
  ...meta
}: Meta & {
  good: readonly MachineCase[];
  bad: readonly MachineCase[];
  unclear: MachineCase;
  wrong(machine: Machine | ScaleSetProfile): string | false | undefined;
}): Rule => {
  const shapes = (machines: readonly MachineCase[]) => [...machines, ...machines.map((one) => ({ virtualMachineProfile: one }))] as unknown as [{}, ...{}[]];
  return rule(Machines, {
    ...meta,
    pass: shapes(good),
    fail: shapes(bad),
    unknown: shapes([unclear]),
    check: (self, { resource }) => {
      const profile = self.virtualMachineProfile ?? (resource.type === VirtualMachine.tokens[0] ? self : undefined);
      return profile && wrong(profile);
    },
  });
};

const linuxPublishers = /^(canonical|redhat|suse|debian|credativ|oracle|openlogic|almalinux|resf|rocky|coreos|kinvolk|microsoftcblmariner)/i;
const linuxOffers = /ubuntu|debian|centos|rhel|sles|linux/i;

const isLinux = ({ osProfile, storageProfile }: Machine | ScaleSetProfile) =>
  osProfile?.linuxConfiguration !== undefined ||
  same(storageProfile?.osDisk?.osType, "Linux") ||
  linuxPublishers.test(storageProfile?.imageReference?.publisher ?? "") ||
  linuxOffers.test(storageProfile?.imageReference?.offer ?? "");

/** Whether Azure sets the users of a Linux machine up; a disk that was set up before, attached or from an image of one's own, brings its own. */
const isNewLinux = (machine: Machine | ScaleSetProfile) =>
  isLinux(machine) && (machine.osProfile !== undefined || machine.storageProfile?.imageReference?.publisher !== undefined);

const isWindows = ({ osProfile, storageProfile }: Machine | ScaleSetProfile) =>
  osProfile?.windowsConfiguration !== undefined ||
  same(storageProfile?.osDisk?.osType, "Windows") ||
  /^microsoftwindows/i.test(storageProfile?.imageReference?.publisher ?? "");

const keyHeader = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/;
const holdsSecret = (text: string) => keyHeader.test(text) || holdsCredential(text) || findSecrets(text).length > 0;

export const machineAgent = machine({
  id: "azure-compute-machine-agent",
  title: "Virtual machines run Azure's agent",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_179"] },
  why: "Without the agent there is no monitoring, no backup and no patch from Azure.",
  fix: "Leave `provisionVMAgent` out of the operating system's configuration, or set it to `true`.",
  see: "https://learn.microsoft.com/azure/virtual-machines/extensions/agent-windows",
  good: [{}, { osProfile: { linuxConfiguration: { provisionVMAgent: true } } }],
  bad: [{ osProfile: { linuxConfiguration: { provisionVMAgent: false } } }, { osProfile: { windowsConfiguration: { provisionVMAgent: false } } }],
  unclear: { osProfile: { linuxConfiguration: { provisionVMAgent: unknown } } },
  wrong: ({ osProfile }) => (osProfile?.linuxConfiguration ?? osProfile?.windowsConfiguration)?.provisionVMAgent === false && "`provisionVMAgent` is off",
});

export const machineDataSecrets = machine({
  id: "azure-compute-machine-data-secrets",
  title: "Data given to virtual machines holds no secrets",
  severity: "critical",
  family: "secrets",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_45"], trivy: ["AVD-AZU-0037"] },
  why: "Everyone and everything on the machine can read it, and so can whoever may look at the deployment.",
  fix: "Keep the secret in Key Vault, and let the machine read it with its managed identity.",
  see: "https://learn.microsoft.com/azure/virtual-machines/custom-data",
  good: [
    {},
    { osProfile: { customData: "I2Nsb3VkLWNvbmZpZwpwYWNrYWdlczogW25naW54XQo=" } },
    { osProfile: { customData: "#!/bin/sh\nexport ARM_CLIENT_ID=8f3cd2a1-77b0-4be5-9c1d-0e4a5f6b7c8d\n" } },
  ],
  bad: [
    { osProfile: { customData: Buffer.from("export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE").toString("base64") } },
    { userData: Buffer.from("-----BEGIN RSA PRIVATE KEY-----").toString("base64") },
    { osProfile: { customData: "export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE" } },
    { osProfile: { customData: "#!/bin/sh\nexport ARM_CLIENT_SECRET=8f3cd2a1-77b0-4be5-9c1d-0e4a5f6b7c8d\n" } },
  ],
  unclear: { osProfile: { customData: unknown } },
  wrong: ({ osProfile, userData }) =>
    some([() => osProfile?.customData, () => userData], (read) => {
      const text = read() ?? "";
      return some([text, Buffer.from(text, "base64").toString()], holdsSecret);
    }) && "its custom or user data holds a secret",
});

export const machineExtensions = machine({
  id: "azure-compute-machine-extensions",
  title: "Virtual machines take no extensions",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_50"] },
  why: "By an extension, whoever may write to the machine's Azure resource runs what they like in it as administrator.",
  fix: "Set `osProfile.allowExtensionOperations` to `false`, once nothing needs an extension.",
  see: "https://learn.microsoft.com/azure/virtual-machines/extensions/overview",
  good: [{ osProfile: { allowExtensionOperations: false } }],
  bad: [{}, { osProfile: { allowExtensionOperations: true } }],
  unclear: { osProfile: { allowExtensionOperations: unknown } },
  wrong: ({ osProfile }) => osProfile?.allowExtensionOperations !== false && "`osProfile.allowExtensionOperations` isn't `false`",
});

export const machineHostEncryption = machine({
  id: "azure-compute-machine-host-encryption",
  title: "Virtual machines encrypt temporary disks and caches on their host",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_97", "CKV_AZURE_151"] },
  why: "Temporary disks and caches aren't encrypted otherwise, and hold parts of the data.",
  fix: "Set `securityProfile.encryptionAtHost` to `true`.",
  see: "https://learn.microsoft.com/azure/virtual-machines/disks-enable-host-based-encryption-portal",
  good: [{ securityProfile: { encryptionAtHost: true } }],
  bad: [{}, { securityProfile: { encryptionAtHost: false } }],
  unclear: { securityProfile: { encryptionAtHost: unknown } },
  wrong: ({ securityProfile }) => !securityProfile?.encryptionAtHost && "`securityProfile.encryptionAtHost` is off",
});

export const machineManagedDisks = machine({
  id: "azure-compute-machine-managed-disks",
  title: "Virtual machines use managed disks",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_92", "CKV2_AZURE_9"] },
  why: "An unmanaged disk is a blob: whoever reads the storage account reads the machine. Azure has retired them.",
  fix: "Give the disks `managedDisk` instead of `vhd` or `vhdContainers`.",
  see: "https://learn.microsoft.com/azure/virtual-machines/unmanaged-disks-deprecation",
  good: [{}, { storageProfile: { osDisk: { createOption: "FromImage", managedDisk: { storageAccountType: "Premium_LRS" } } } }],
  bad: [{ storageProfile: { osDisk: { createOption: "FromImage", vhd: { uri: "https://shop.blob.core.windows.net/vhds/os.vhd" } } } }],
  unclear: { storageProfile: { osDisk: unknown } },
  wrong: ({ storageProfile }) => {
    const disks = [storageProfile?.osDisk, ...(storageProfile?.dataDisks ?? [])];
    return some(disks, (disk) => disk && (("vhd" in disk && disk.vhd) || ("vhdContainers" in disk && some(disk.vhdContainers)))) && "it has an unmanaged disk";
  },
});

export const machinePassword = machine({
  id: "azure-compute-machine-password",
  title: "Linux machines take no passwords",
  severity: "medium",
  family: "identity",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AZURE_1", "CKV_AZURE_49", "CKV_AZURE_149"],
    trivy: ["AVD-AZU-0039"],
    kics: ["6797f581-0433-4768-ae3e-7ceb2f8b138e", "dafe30ec-325d-4516-85d1-e8e6776f012c"],
    "pulumi-compliance": [
      "azure-compute-linuxvirtualmachine-disallow-password-authentication",
      "azurenative-compute-virtualmachine-disallow-password-authentication",
    ],
  },
  why: "A password can be guessed or reused; an SSH key can't.",
  fix: "Set `linuxConfiguration.disablePasswordAuthentication` to `true`, and give SSH keys in `linuxConfiguration.ssh`.",
  see: "https://learn.microsoft.com/azure/virtual-machines/linux/create-ssh-keys-detailed",
  good: [
    { osProfile: { linuxConfiguration: { disablePasswordAuthentication: true } } },
    { osProfile: { windowsConfiguration: {}, adminPassword: "given" } },
    { storageProfile: { osDisk: { createOption: "Attach", osType: "Linux" } } },
  ],
  bad: [
    { osProfile: { linuxConfiguration: {} } },
    { osProfile: { linuxConfiguration: { disablePasswordAuthentication: false } } },
    { osProfile: { adminPassword: "given" }, storageProfile: { imageReference: { publisher: "Canonical" } } },
    { osProfile: { adminPassword: "given" }, storageProfile: { imageReference: { publisher: "kali-linux", offer: "kali-linux" } } },
  ],
  unclear: { osProfile: { linuxConfiguration: { disablePasswordAuthentication: unknown } } },
  wrong: (machine) =>
    isNewLinux(machine) && !machine.osProfile?.linuxConfiguration?.disablePasswordAuthentication && "`linuxConfiguration.disablePasswordAuthentication` is off",
});

export const machineSshKeys = machine({
  id: "azure-compute-machine-ssh-keys",
  title: "Linux machines get the SSH keys of their administrator",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_178"] },
  why: "Without a key, a password is the only way in.",
  fix: "Give SSH keys in `linuxConfiguration.ssh.publicKeys`.",
  see: "https://learn.microsoft.com/azure/virtual-machines/linux/create-ssh-keys-detailed",
  good: [
    { osProfile: { linuxConfiguration: { ssh: { publicKeys: [{ path: "/home/admin/.ssh/authorized_keys", keyData: "ssh-ed25519 AAAA" }] } } } },
    { osProfile: { windowsConfiguration: {} } },
    { storageProfile: { osDisk: { createOption: "Attach", osType: "Linux" } } },
  ],
  bad: [
    { osProfile: { linuxConfiguration: {} } },
    { osProfile: { linuxConfiguration: { ssh: { publicKeys: [] } } } },
    { osProfile: { adminPassword: "given" }, storageProfile: { imageReference: { publisher: "Canonical" } } },
  ],
  unclear: { osProfile: { linuxConfiguration: { ssh: unknown } } },
  wrong: (machine) => isNewLinux(machine) && !some(machine.osProfile?.linuxConfiguration?.ssh?.publicKeys) && "it gets no SSH key",
});

export const machineUpdates = machine({
  id: "azure-compute-machine-updates",
  title: "Windows machines install updates by themselves",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_177"] },
  why: "Known weaknesses stay until someone installs the update.",
  fix: "Leave `windowsConfiguration.enableAutomaticUpdates` out, or set it to `true`.",
  see: "https://learn.microsoft.com/azure/virtual-machines/automatic-vm-guest-patching",
  good: [{}, { osProfile: { windowsConfiguration: {} } }, { osProfile: { windowsConfiguration: { enableAutomaticUpdates: true } } }],
  bad: [{ osProfile: { windowsConfiguration: { enableAutomaticUpdates: false } } }],
  unclear: { osProfile: { windowsConfiguration: { enableAutomaticUpdates: unknown } } },
  wrong: ({ osProfile }) => osProfile?.windowsConfiguration?.enableAutomaticUpdates === false && "`windowsConfiguration.enableAutomaticUpdates` is off",
});

export const machineWinrm = machine({
  id: "azure-compute-machine-winrm",
  title: "Windows machines are managed over HTTPS only",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  why: "Over plain HTTP, remote commands and their results may be read and changed on the way.",
  fix: "Give the listeners in `windowsConfiguration.winRM` the protocol `Https` and a certificate.",
  see: "https://learn.microsoft.com/azure/virtual-machines/windows/connect-winrm",
  good: [{}, { osProfile: { windowsConfiguration: { winRM: { listeners: [{ protocol: "Https" }] } } } }],
  bad: [{ osProfile: { windowsConfiguration: { winRM: { listeners: [{ protocol: "Https" }, { protocol: "Http" }] } } } }],
  unclear: { osProfile: { windowsConfiguration: { winRM: { listeners: [unknown] } } } },
  wrong: ({ osProfile }) =>
    some(osProfile?.windowsConfiguration?.winRM?.listeners, ({ protocol }) => same(protocol, "Http")) && "its WinRM listens on plain HTTP",
});

export const vmAntimalware = rule(VirtualMachine, {
  id: "azure-compute-vm-antimalware",
  title: "Windows machines run Microsoft Antimalware, kept up to date",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_10"] },
  why: "Without it, or with an old version of it, known malware runs unhindered.",
  fix: "Add an `azure-native.compute.VirtualMachineExtension` of the type `IaaSAntimalware` with `autoUpgradeMinorVersion: true`.",
  see: "https://learn.microsoft.com/azure/virtual-machines/extensions/iaas-antimalware-windows",
  related: { extensions: from(Extension, "vmName") },
  pass: [
    { osProfile: { windowsConfiguration: {} }, extensions: [{ type: "IaaSAntimalware", autoUpgradeMinorVersion: true }] },
    { osProfile: { linuxConfiguration: {} } },
  ],
  fail: [
    { osProfile: { windowsConfiguration: {} } },
    { storageProfile: { imageReference: { publisher: "MicrosoftWindowsServer" } }, extensions: [{ type: "IaaSAntimalware", autoUpgradeMinorVersion: false }] },
  ],
  unknown: [{ osProfile: { windowsConfiguration: {} }, extensions: [unknown] }],
  check: (self) =>
    isWindows(self) &&
    !some(self.extensions, ({ type, autoUpgradeMinorVersion }) => same(type, "IaaSAntimalware") && autoUpgradeMinorVersion) &&
    "it has no extension `IaaSAntimalware` with `autoUpgradeMinorVersion`",
});

export const vmBackup = rule(VirtualMachine, {
  id: "azure-compute-vm-backup",
  title: "Virtual machines are backed up",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_12"] },
  why: "What is deleted or encrypted by an attacker is lost without a backup.",
  fix: "Add an `azure-native.recoveryservices.ProtectedItem` with the machine's id as `properties.sourceResourceId`.",
  see: "https://learn.microsoft.com/azure/backup/backup-azure-vms-introduction",
  related: { backups: from(ProtectedItem, "properties") },
  pass: [{ backups: [{ vaultName: "backups" }] }],
  fail: [{}],
  unknown: [{ backups: [unknown] }],
  check: ({ backups }) => !some(backups) && "no ProtectedItem backs it up",
});

export const vmSecurityGroup = rule(VirtualMachine, {
  id: "azure-compute-vm-security-group",
  title: "Virtual machines are behind a network security group",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { trivy: ["AVD-AZU-0068"], kics: ["bbf6b3df-4b65-4f87-82cc-da9f30f8c033"] },
  why: "Without a group everything in the network may reach every port of the machine.",
  fix: "Set `networkSecurityGroup` on the machine's network interface, or on its subnet.",
  see: "https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works",
  related: { interfaces: to("networkProfile", NetworkInterface, { subnets: to("ipConfigurations", Subnet) }) },
  pass: [
    {},
    { interfaces: [{ networkSecurityGroup: { id: "g" } }] },
    { interfaces: [{ subnets: [{ networkSecurityGroup: { id: "g" } }] }] },
    { interfaces: [{ ipConfigurations: [{ subnet: { id: "elsewhere" } }] }] },
  ],
  fail: [{ interfaces: [{ subnets: [{ addressPrefix: "10.0.1.0/24" }] }] }],
  unknown: [{ interfaces: [unknown] }, { interfaces: [{ subnets: [unknown] }] }],
  check: ({ interfaces }) =>
    some(
      interfaces,
      ({ networkSecurityGroup, subnets }) => !networkSecurityGroup && some(subnets) && every(subnets, (subnet) => !subnet.networkSecurityGroup),
    ) && "neither its network interface nor its subnet has a network security group",
});
