/** Cells a line of the map's sheet: so many that no side of the picture is too long for a browser. */
export const MAP_COLUMNS = 90;
