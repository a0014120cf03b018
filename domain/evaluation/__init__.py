"""One branch's year in a star evaluation: self-assessment, review, visit, notice, objections, award (星级评定)."""
