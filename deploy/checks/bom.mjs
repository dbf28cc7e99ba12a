// bom.mjs BOM FOLDER…: fails when the jars of the folders are not the components of the CycloneDX list, and says which.
import { readFileSync, readdirSync } from "node:fs";

const [bom, ...folders] = process.argv.slice(2);
const { components, metadata } = JSON.parse(readFileSync(bom, "utf8"));

const jar = ({ name, version, purl = "" }) => {
  const classifier = /[?&]classifier=([^&]+)/.exec(purl);
  return `${name}-${version}${classifier ? `-${classifier[1]}` : ""}.jar`;
};
const listed = new Set([metadata.component, ...components].map(jar));
const packed = new Set(folders.flatMap((folder) => readdirSync(folder)));

const unlisted = [...packed].filter((name) => !listed.has(name));
const absent = [...listed].filter((name) => !packed.has(name));
if (unlisted.length + absent.length > 0) {
  console.log(`in the image and not in the list: ${unlisted.join(", ") || "none"}`);
  console.log(`in the list and not in the image: ${absent.join(", ") || "none"}`);
  process.exit(1);
}
