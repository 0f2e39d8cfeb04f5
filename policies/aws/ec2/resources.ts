import type { InstanceArgs } from "@pulumi/aws/ec2/instance";
import type { LaunchTemplateArgs } from "@pulumi/aws/ec2/launchTemplate";
import { resource } from "../../../lib/rule";

/** All that instances are started by. */
export const Launches = resource<
  Pick<InstanceArgs, "metadataOptions" | "launchTemplate" | "associatePublicIpAddress" | "userData" | "userDataBase64"> &
    Pick<LaunchTemplateArgs, "networkInterfaces">
>(
  "aws:ec2/instance:Instance",
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
  "aws:ec2/launchConfiguration:LaunchConfiguration",
  "aws:ec2/launchTemplate:LaunchTemplate",
);
