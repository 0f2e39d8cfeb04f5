/** Protocols with ports, and the numbers that stand for them. */
export const protocols = { tcp: "6", udp: "17" };
/** The name of one. */
export type Protocol = keyof typeof protocols;

/** A port that a service is known by, of TCP unless it says otherwise. */
export type Port = readonly [name: string, port: number, protocol?: Protocol];

/** Secure Shell. */
export const ssh: Port = ["SSH", 22];

/** Windows' Remote Desktop. */
export const rdp: Port[] = [
  ["Remote Desktop", 3389],
  ["Remote Desktop", 3389, "udp"],
];

/** MySQL. */
export const mysql: Port = ["MySQL", 3306];

/** Databases, caches, file shares, and what machines are managed by. */
export const dataAndAdministration: Port[] = [
  ["PostgreSQL", 5432],
  ["SQL Server", 1433],
  ["SQL Server", 1434],
  ["SQL Server browser", 1434, "udp"],
  ["SQL Server debugger", 135],
  ["SQL Server Analysis Services", 2382],
  ["SQL Server Analysis Services", 2383],
  ["Oracle", 1521],
  ["Oracle over TLS", 2484],
  ["MongoDB", 27017],
  ["MongoDB", 27018],
  ["Redis", 6379],
  ["Memcached", 11211],
  ["Memcached", 11211, "udp"],
  ["Memcached over TLS", 11214],
  ["Memcached over TLS", 11215],
  ["Elasticsearch", 9200],
  ["Elasticsearch nodes", 9300],
  ["Cassandra", 9042],
  ["Cassandra Thrift", 9160],
  ["Cassandra nodes", 7000],
  ["Cassandra OpsCenter", 8888],
  ["Cassandra OpsCenter monitoring", 61620],
  ["Cassandra OpsCenter agent", 61621],
  ["Hadoop", 9000],
  ["etcd", 2379],
  ["Docker", 2375],
  ["kubelet", 10250],
  ["Puppet", 8140],
  ["Salt", 4505],
  ["Salt", 4506],
  ["LDAP", 389],
  ["LDAP over TLS", 636],
  ["SMB", 445],
  ["CIFS", 3020],
  ["NetBIOS names", 137],
  ["NetBIOS datagrams", 138, "udp"],
  ["NetBIOS sessions", 139],
  ["SNMP", 161, "udp"],
  ["Telnet", 23],
  ["VNC", 5900],
  ["VNC listener", 5500],
];

/** Services that are mostly meant for a network of their own. */
export const internalServices: Port[] = [
  ["web", 8080],
  ["web", 8000],
  ["web", 3000],
  ["WebSM", 9090],
  ["DNS", 53],
  ["DNS", 53, "udp"],
  ["SMTP", 25],
  ["POP3", 110],
];
