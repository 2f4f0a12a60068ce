"""Documents added to a case (PDF, JPEG, PNG): judged by their content, and shown as pictures of their pages."""
