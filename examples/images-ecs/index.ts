import * as aws from "@pulumi/aws";

const registry = "111122223333.dkr.ecr.eu-west-1.amazonaws.com";

new aws.ecr.PullThroughCacheRule("hub", {
  ecrRepositoryPrefix: "hub",
  upstreamRegistryUrl: "registry-1.docker.io",
  credentialArn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:ecr-pullthroughcache/hub",
});

const web = new aws.ecs.TaskDefinition("web", {
  family: "web",
  networkMode: "awsvpc",
  requiresCompatibilities: ["FARGATE"],
  cpu: "256",
  memory: "512",
  containerDefinitions: JSON.stringify([
    {
      name: "web",
      image: `${registry}/shop/web:1.4.2@sha256:9b2ec1f7a1b6a5c3d7f4e2b8c0a9d6e5f1b3c7a8d2e4f6a0b1c3d5e7f9a2b4c6`,
      user: "1000",
      readonlyRootFilesystem: true,
    },
    { name: "proxy", image: `${registry}/hub/library/nginx:1.29.3`, user: "101", readonlyRootFilesystem: true },
    { name: "metrics", image: "prom/statsd-exporter", user: "65534", readonlyRootFilesystem: true },
  ]),
});

export const definition = web.arn;
