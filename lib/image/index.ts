export { type Image, imagesIn } from "./find";
export { type ImageReference, parseReference, writtenInFull } from "./reference";
