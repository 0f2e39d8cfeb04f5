import type { InstanceArgs } from "@pulumi/gcp/compute/instance";
import type { InstanceFromMachineImageArgs } from "@pulumi/gcp/compute/instanceFromMachineImage";
import type { InstanceFromTemplateArgs } from "@pulumi/gcp/compute/instanceFromTemplate";
import type { InstanceTemplateArgs } from "@pulumi/gcp/compute/instanceTemplate";
import { resource } from "../../../lib/rule";

/** The inputs that instances and their templates have. */
export type MachineArgs = Partial<InstanceArgs> &
  Partial<Pick<InstanceFromTemplateArgs, "sourceInstanceTemplate">> &
  Partial<Pick<InstanceFromMachineImageArgs, "sourceMachineImage">> &
  Partial<Pick<InstanceTemplateArgs, "disks">>;

/** The types of instances and their templates. */
export const machines = [
  "gcp:compute/instance:Instance",
  "gcp:compute/instanceTemplate:InstanceTemplate",
  "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
  "gcp:compute/instanceFromTemplate:InstanceFromTemplate",
  "gcp:compute/instanceFromMachineImage:InstanceFromMachineImage",
] as const;

/** Instances and their templates. */
export const Machine = resource<MachineArgs>(...machines);

/** An instance has from its template or image what it doesn't say itself. */
export const inherits = (self: object): boolean => "sourceInstanceTemplate" in self || "sourceMachineImage" in self;
