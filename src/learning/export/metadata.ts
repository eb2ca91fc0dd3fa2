/** What a model file says about itself, in ONNX's `metadata_props`. */
export interface ExportMetadata {
  /** In the order of the columns of `probabilities`. */
  readonly classes: readonly string[];
  /** Id of the experiment. */
  readonly experiment: string;
  /** Of the drawings that the experiment used. */
  readonly datasetSha256: string;
  readonly trainDrawings: number;
  /** Share of test drawings that the model gets right. */
  readonly accuracy: number;
}

/** @throws RangeError when the class names are not as many as the model's classes. */
export function metadataProps(
  family: string,
  classes: number,
  metadata: ExportMetadata,
): Record<string, string> {
  if (metadata.classes.length !== classes)
    throw new RangeError(
      `${family} has ${classes} classes, but the metadata name ${metadata.classes.length}: ${metadata.classes.join(', ')}`,
    );
  return {
    family,
    classes: JSON.stringify(metadata.classes),
    experiment: metadata.experiment,
    dataset_sha256: metadata.datasetSha256,
    train_drawings: String(metadata.trainDrawings),
    accuracy: String(metadata.accuracy),
  };
}
