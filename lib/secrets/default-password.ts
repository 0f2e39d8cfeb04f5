/** What products come with, tutorials show, and attackers try first; without the digits and signs that people add. */
const words = new Set(
  (
    "admin administrator root toor sysadmin superuser dbadmin master masteruser password passwd pass dbpass dbpassword mypassword adminpassword " +
    "rootpassword userpassword postgres postgresql pgadmin mysql mariadb mssql sqlserver oracle mongo mongodb redis rabbitmq elastic elasticsearch " +
    "cassandra neo4j influxdb grafana minio minioadmin keycloak jenkins sonar changeme changeit changethis change letmein welcome iloveyou monkey dragon " +
    "qwerty qwertyuiop asdfgh abc abcdef abcd test testing tester testpassword guest user default demo secret supersecret topsecret temp temporary " +
    "database db sa local dev develop development pulumi terraform kubernetes docker vagrant ubuntu wordpress drupal magento"
  ).split(" "),
);
const runs = /^(?:0?12345\d*|0{5,}|1{5,}|2{5,}|3{5,}|4{5,}|5{5,}|6{5,}|7{5,}|8{5,}|9{5,}|1q2w3e\w*|qazwsx\w*|zaq12wsx|1qaz2wsx\w*|123qwe\w*)$/;
const lookalikes: Readonly<Record<string, string>> = { "@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "0": "o", $: "s", "5": "s" };
const longest = 32;

/** Whether a password is one that everybody knows: `postgres`, `P@ssw0rd1`, `Admin123!`, `123456`. */
export function isDefaultPassword(text: string): boolean {
  if (text.length > longest) return false;
  const plain = text.toLowerCase();
  return runs.test(plain) || isWord(plain) || isWord(withoutAdded(plain));
}

/** A text without the digits and signs at its end. */
function withoutAdded(text: string): string {
  let end = text.length;
  while (end > 0 && !/[a-z]/.test(text[end - 1]!)) end--;
  return text.slice(0, end);
}

const isWord = (text: string): boolean => {
  const spelled = text.replace(/[-_. ]/g, "");
  return words.has(spelled) || words.has(spelled.replace(/[@4310$5!]/g, (sign) => lookalikes[sign]!));
};
