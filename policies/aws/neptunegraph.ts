import type { GraphArgs } from "@pulumi/aws/neptunegraph/graph";
import { customerKey, resource, setting } from "../../lib/rule";

const Graph = resource<GraphArgs>("aws:neptunegraph/graph:Graph");

export const graphPublic = setting(Graph, {
  id: "aws-neptunegraph-graph-public",
  title: "Graphs of Neptune Analytics can't be reached from the internet",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  why: "IAM alone then keeps strangers out: stolen credentials are enough to read the graph from anywhere.",
  see: "https://docs.aws.amazon.com/neptune-analytics/latest/userguide/gettingStarted-connecting.html",
  at: (graph) => graph.publicConnectivity,
  good: [false],
  absent: "good",
});

export const graphCustomerKey = customerKey(Graph, {
  id: "aws-neptunegraph-graph-customer-key",
  subject: "Graphs of Neptune Analytics",
  see: "https://docs.aws.amazon.com/neptune-analytics/latest/apiref/API_CreateGraph.html",
  at: (graph) => graph.kmsKeyIdentifier,
});
