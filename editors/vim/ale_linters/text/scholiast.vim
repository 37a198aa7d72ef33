" scholiast for ALE: https://github.com/dense-analysis/ale finds this file on the runtime path.
call ale#Set('text_scholiast_executable', 'scholiast')
call ale#Set('text_scholiast_config', {})

function! ale_linters#text#scholiast#Root(buffer) abort
    " The folder of the article; the server reads the articles beside it.
    return fnamemodify(bufname(a:buffer), ':p:h')
endfunction

call ale#linter#Define('text', {
\   'name': 'scholiast',
\   'lsp': 'stdio',
\   'executable': {b -> ale#Var(b, 'text_scholiast_executable')},
\   'command': '%e lsp',
\   'language': 'plaintext',
\   'project_root': function('ale_linters#text#scholiast#Root'),
\   'initialization_options': {b -> ale#Var(b, 'text_scholiast_config')},
\})
