;;; scholiast.el --- Read news articles with scholiast, through Eglot  -*- lexical-binding: t -*-
;; Package-Requires: ((emacs "28.1") (eglot "1.9"))

;;; Commentary:
;; (add-to-list 'load-path "/path/to/scholiast/editors/emacs")
;; (require 'scholiast)
;; (add-hook 'text-mode-hook #'scholiast-ensure)
;;
;; M-.  introduction   M-?  every mention   C-M-.  find anybody by any spelling   M-x imenu  outline

;;; Code:
(require 'eglot)

(defgroup scholiast nil "Read news articles closely." :group 'text)

(defcustom scholiast-program "scholiast"
  "The server."
  :type 'string)

(defcustom scholiast-settings nil
  "What the server is told, as a plist: (:semanticTokens \"rich\" :rules (:text/boilerplate \"off\"))."
  :type 'plist)

(defun scholiast--contact (&rest _)
  "The command by which Eglot starts the server."
  (append (list scholiast-program "lsp")
          (and scholiast-settings (list :initializationOptions scholiast-settings))))

(add-to-list 'eglot-server-programs '((text-mode :language-id "plaintext") . scholiast--contact))

(defun scholiast-ensure ()
  "Attach to this buffer if it is an article: a .txt file in text mode."
  (when (and buffer-file-name
             (eq major-mode 'text-mode)
             (string-equal-ignore-case (or (file-name-extension buffer-file-name) "") "txt"))
    (if (executable-find scholiast-program)
        (eglot-ensure)
      (message "scholiast: there is no program %s; try in a clone of it: cargo install --path ." scholiast-program))))

(unless (fboundp 'string-equal-ignore-case) ; Emacs 28
  (defun string-equal-ignore-case (a b)
    "Whether A and B are equal but for case."
    (eq t (compare-strings a 0 nil b 0 nil t))))

(provide 'scholiast)
;;; scholiast.el ends here
