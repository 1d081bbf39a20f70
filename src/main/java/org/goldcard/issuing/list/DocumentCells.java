package org.goldcard.issuing.list;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.goldcard.card.talent.DocumentType;
import org.goldcard.card.talent.Flaw;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.Talent;
import org.jspecify.annotations.Nullable;

/** The documents of one row: the first is needed, further ones come in pairs of columns. */
final class DocumentCells {
  private final Cells cells;
  private final LocalDate today;

  DocumentCells(Cells cells, LocalDate today) {
    this.cells = cells;
    this.today = today;
  }

  List<IdentityDocument> read() {
    List<IdentityDocument> documents = new ArrayList<>();
    for (int index = 1; index <= Talent.MAX_DOCUMENTS; index++) {
      IdentityDocument document = document(index);
      if (document != null && documents.contains(document)) {
        cells.fault(Column.DOCUMENT_NUMBER, index, RowFlaw.SAME_DOCUMENT);
      } else if (document != null) {
        documents.add(document);
      }
    }
    return documents;
  }

  private @Nullable IdentityDocument document(int index) {
    boolean noType = cells.text(Column.DOCUMENT_TYPE, index).isEmpty();
    boolean noNumber = cells.text(Column.DOCUMENT_NUMBER, index).isEmpty();
    if (noType && noNumber && index > 1) {
      return null;
    }
    if (noType != noNumber && index > 1) {
      cells.fault(
          noType ? Column.DOCUMENT_TYPE : Column.DOCUMENT_NUMBER, index, RowFlaw.DOCUMENT_HALF);
      return null;
    }
    DocumentType type = cells.need(Column.DOCUMENT_TYPE, index, CellReaders::documentType);
    if (type == null) {
      if (noNumber) {
        cells.fault(Column.DOCUMENT_NUMBER, index, Flaw.EMPTY);
      }
      return null;
    }
    return cells.need(
        Column.DOCUMENT_NUMBER, index, text -> IdentityDocument.read(type, text, today));
  }
}
