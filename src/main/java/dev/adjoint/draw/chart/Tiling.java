package dev.adjoint.draw.chart;

import dev.adjoint.draw.ink.Ink;
import dev.adjoint.draw.ink.Ink.Pen;
import dev.adjoint.draw.sketch.Sketch.Style;
import dev.adjoint.draw.sketch.Sketch.Text;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// Pictures in their places.
///
/// @param captions of each picture the lines
/// @param cell the size of the place of one picture and its caption
record Tiling(
    ImageGrid grid, int columns, List<List<Text>> captions, double cellWidth, double cellHeight)
    implements Sheet {
  private static final double GAP = 12;
  private static final Style CAPTION = Style.FORMULA;
  private static final Pen EDGE = new Pen("", "#9ca3af", 0.8);

  static Tiling of(ImageGrid grid) {
    List<ImageGrid.Tile> tiles = grid.tiles();
    double room = room(tiles.size());
    List<List<Text>> captions = new ArrayList<>();
    double width = 24;
    double height = 0;
    for (ImageGrid.Tile tile : tiles) {
      double scale = scale(tile, room);
      double widest = 1.6 * room;
      List<Text> lines =
          tile.caption().lines().map(line -> Frame.fit(line, CAPTION, widest)).toList();
      captions.add(lines);
      width = Math.max(width, scale * tile.width());
      width = Math.max(width, lines.stream().mapToDouble(Text::width).max().orElse(0));
      height = Math.max(height, scale * tile.height() + lines.size() * CAPTION.height());
    }
    int columns =
        Math.min(
            Math.max(1, tiles.size()), grid.columns().orElse(Math.max(1, columns(tiles.size()))));
    return new Tiling(grid, columns, captions, Math.ceil(width), Math.ceil(height) + 4);
  }

  private static int columns(int count) {
    return count <= 5 ? count : Math.min(8, (int) Math.ceil(Math.sqrt(1.6 * count)));
  }

  /// How long the longer side of a picture may be.
  private static double room(int count) {
    return count == 1 ? 256 : count <= 4 ? 160 : 88;
  }

  /// Points to a pixel, a whole number where pixels are larger than points.
  private static double scale(ImageGrid.Tile tile, double room) {
    double scale = room / Math.max(tile.width(), tile.height());
    return scale >= 1 ? Math.floor(scale) : scale;
  }

  private double top() {
    return MARGIN + (grid.title().isEmpty() ? 0 : Style.TITLE.height() + 8);
  }

  @Override
  public double width() {
    double title = new Text(grid.title(), Style.TITLE).width();
    return 2 * MARGIN
        + Math.ceil(Math.max(columns * (cellWidth + GAP) - GAP, Math.min(title, 560)));
  }

  @Override
  public double height() {
    int rows = Math.ceilDiv(grid.tiles().size(), columns);
    return Math.ceil(top() + Math.max(0, rows * (cellHeight + GAP) - GAP) + MARGIN);
  }

  @Override
  public String title() {
    return grid.title().isEmpty() ? grid.tiles().size() + " pictures" : grid.title();
  }

  @Override
  public void fill(Ink ink) {
    Sheet.heading(ink, grid.title(), width());
    for (int i = 0; i < grid.tiles().size(); i++) {
      tile(ink, i);
    }
  }

  private void tile(Ink ink, int i) {
    ImageGrid.Tile tile = grid.tiles().get(i);
    double all = columns * (cellWidth + GAP) - GAP;
    double middle =
        Math.rint((width() - all) / 2 + i % columns * (cellWidth + GAP) + cellWidth / 2);
    double top = Math.rint(top() + i / columns * (cellHeight + GAP));
    double scale = scale(tile, room(grid.tiles().size()));
    double width = scale * tile.width();
    double height = scale * tile.height();
    Rectangle2D place = new Rectangle2D.Double(Math.rint(middle - width / 2), top, width, height);
    ink.begin("picture", "p" + i, String.join(", ", tile.caption().lines().toList()));
    ink.draw(tile.image(), place);
    ink.draw(place, EDGE);
    double baseline = top + height + 4;
    for (Text line : captions.get(i)) {
      baseline += CAPTION.height();
      ink.write(line, middle, baseline - 3, true);
    }
    ink.end();
  }
}
