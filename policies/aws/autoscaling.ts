import type { AttachmentArgs } from "@pulumi/aws/autoscaling/attachment";
import type { GroupArgs } from "@pulumi/aws/autoscaling/group";
import type { NotificationArgs } from "@pulumi/aws/autoscaling/notification";
import type { LoadBalancerArgs } from "@pulumi/aws/elb/loadBalancer";
import type { TargetGroupArgs } from "@pulumi/aws/lb/targetGroup";
import { every, from, resource, rule, some, to, unknown } from "../../lib/rule";

const Attachment = resource<AttachmentArgs>("aws:autoscaling/attachment:Attachment");
const Elb = resource<LoadBalancerArgs>("aws:elb/loadBalancer:LoadBalancer");
const Group = resource<GroupArgs>("aws:autoscaling/group:Group");
const Notification = resource<NotificationArgs>("aws:autoscaling/notification:Notification");
const TargetGroup = resource<TargetGroupArgs>("aws:lb/targetGroup:TargetGroup");

const health = "https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-checks-overview.html";

export const groupHealthCheck = rule(Group, {
  id: "aws-autoscaling-group-health-check",
  title: "Auto Scaling groups behind a load balancer replace what it finds unhealthy",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: {
    hipaa: ["164.312(b)"],
    "nist-800-53-r5": ["AU-14a", "AU-14b", "CA-7", "CA-7b", "CM-6a", "CM-9b", "PM-14a.1", "PM-14b"],
    "pci-dss-3.2.1": ["2.2"],
  },
  equivalents: {
    "cdk-nag": [
      "AwsSolutions-AS2",
      "HIPAA.Security-AutoScalingGroupELBHealthCheckRequired",
      "NIST.800.53.R4-AutoScalingGroupELBHealthCheckRequired",
      "NIST.800.53.R5-AutoScalingGroupELBHealthCheckRequired",
      "PCI.DSS.321-AutoScalingGroupELBHealthCheckRequired",
    ],
  },
  why: "By default only machines that stop are replaced, not those whose application doesn't answer.",
  fix: "Set `healthCheckType` to `ELB`.",
  see: health,
  related: { attachments: from(Attachment, "autoscalingGroupName") },
  pass: [{}, { targetGroupArns: ["arn"], healthCheckType: "ELB" }, { attachments: [{}], healthCheckType: "EC2,ELB" }],
  fail: [{ targetGroupArns: ["arn"] }, { loadBalancers: ["web"], healthCheckType: "EC2" }, { trafficSources: [{ identifier: "arn" }] }, { attachments: [{}] }],
  unknown: [{ targetGroupArns: ["arn"], healthCheckType: unknown }, { attachments: [unknown] }],
  check: ({ healthCheckType = "EC2", loadBalancers, targetGroupArns, trafficSources, attachments }) =>
    !/ELB|VPC_LATTICE/i.test(healthCheckType) &&
    (some(loadBalancers) || some(targetGroupArns) || some(trafficSources) || some(attachments)) &&
    "it doesn't ask the load balancer",
});

export const attachmentHealthCheck = rule(Attachment, {
  id: "aws-autoscaling-attachment-health-check",
  title: "Load balancers of Auto Scaling groups say how health is checked",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_15"] },
  why: "The default check says little of the application, so machines that don't work stay in the group.",
  fix: "Set `healthCheck` on the load balancer or target group.",
  see: health,
  related: { balancers: to("elb", Elb), targetGroups: to("lbTargetGroupArn", TargetGroup) },
  pass: [{ elb: "web" }, { balancers: [{ healthCheck: { target: "HTTP:80/" } }] }, { targetGroups: [{ healthCheck: { path: "/" } }] }],
  fail: [{ balancers: [{}] }, { targetGroups: [{}] }],
  unknown: [{ balancers: [unknown] }],
  check: ({ balancers, targetGroups }) =>
    (some(balancers, ({ healthCheck }) => !healthCheck) || some(targetGroups, ({ healthCheck }) => !healthCheck)) &&
    "what it attaches the group to has no `healthCheck`",
});

export const groupLaunchTemplate = rule(Group, {
  id: "aws-autoscaling-group-launch-template",
  title: "Auto Scaling groups use launch templates",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: { "nist-800-53-r5": ["CM-2"] },
  equivalents: { checkov: ["CKV_AWS_315"] },
  why: "Launch configurations get no new features and instance types any more, and new accounts can't make them.",
  fix: "Set `launchTemplate` or `mixedInstancesPolicy` in place of `launchConfiguration`.",
  see: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-configurations.html",
  pass: [{ launchTemplate: { id: "lt-1" } }, { mixedInstancesPolicy: { launchTemplate: { launchTemplateSpecification: { launchTemplateId: "lt-1" } } } }],
  fail: [{ launchConfiguration: "web" }],
  unknown: [{ launchTemplate: unknown }],
  check: ({ launchTemplate, mixedInstancesPolicy }) => !launchTemplate && !mixedInstancesPolicy && "it has no launch template",
});

export const groupTags = rule(Group, {
  id: "aws-autoscaling-group-tags",
  title: "Auto Scaling groups tag their instances",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_153"], kics: ["ba48df05-eaa1-4d64-905e-4a4b051e7587"] },
  why: "A machine without tags belongs to nobody when it has to be found in a hurry.",
  fix: "Give the group `tags` with `propagateAtLaunch`.",
  see: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-tagging.html",
  pass: [{ tags: [{ key: "owner", value: "shop", propagateAtLaunch: true }] }],
  fail: [{}, { tags: [{ key: "owner", value: "shop", propagateAtLaunch: false }] }],
  unknown: [{ tags: unknown }],
  check: ({ tags }) => !some(tags, ({ propagateAtLaunch }) => propagateAtLaunch) && "it passes no tags on",
});

export const groupZones = rule(Group, {
  id: "aws-autoscaling-group-zones",
  title: "Auto Scaling groups span two zones",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { regula: ["FG_R00014"] },
  why: "The failure of the only zone ends all machines at once.",
  fix: "Name two or more subnets in `vpcZoneIdentifiers`, or zones in `availabilityZones`.",
  see: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-availability-zone-balanced.html",
  pass: [{ vpcZoneIdentifiers: ["subnet-1", "subnet-2"] }, { availabilityZones: ["eu-west-1a", "eu-west-1b"] }],
  fail: [{ vpcZoneIdentifiers: ["subnet-1"] }, { availabilityZones: ["eu-west-1a"] }],
  unknown: [{ vpcZoneIdentifiers: unknown }],
  check: ({ vpcZoneIdentifiers, availabilityZones }) => (vpcZoneIdentifiers ?? availabilityZones ?? []).length < 2 && "it is in a single zone",
});

const events = [
  "autoscaling:EC2_INSTANCE_LAUNCH",
  "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
  "autoscaling:EC2_INSTANCE_TERMINATE",
  "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
] as const;

export const groupNotifications = rule(Group, {
  id: "aws-autoscaling-group-notifications",
  title: "Auto Scaling groups report all scaling events",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-AS3"] },
  why: "Machines that come and go unexpectedly are often the first sign of a fault or a misuse.",
  fix: "Add an `aws.autoscaling.Notification` for launches, terminations and their errors.",
  see: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-sns-notifications.html",
  related: { notifications: from(Notification, "groupNames") },
  pass: [
    { notifications: [{ notifications: [...events] }] },
    { notifications: [{ notifications: [events[0], events[1]] }, { notifications: [events[2], events[3]] }] },
  ],
  fail: [{}, { notifications: [{ notifications: [events[0]] }] }],
  unknown: [{ notifications: [unknown] }],
  check: ({ notifications }) =>
    !every(events, (event) => some(notifications, (notification) => some(notification.notifications, (type) => type === event))) &&
    "not all scaling events are reported",
});
