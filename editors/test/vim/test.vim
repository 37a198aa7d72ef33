" What Vim shows of the sample corpus through ALE. Writes its findings to $OUT.
set nocompatible nomore hidden noswapfile encoding=utf-8 viminfo= shortmess+=A
set runtimepath^=$EDITORS/vim
let g:ale_linters = {'text': ['scholiast']}
let g:ale_lint_on_text_changed = 'always'
let g:ale_hover_to_preview = 1
let g:ale_set_balloons = 0
filetype plugin on
packadd ale
runtime plugin/ale.vim

let s:passed = 0 | let s:failed = 0 | let s:lines = []

function! Check(name, ok, ...) abort
  if a:ok | let s:passed += 1 | else | let s:failed += 1 | endif
  call add(s:lines, (a:ok ? 'ok   ' : 'FAIL ') . a:name . (a:0 ? '  ' . strpart(string(a:1), 0, 300) : ''))
endfunction

function! Eventually(f) abort
  for l:i in range(1200)
    if a:f() | return 1 | endif
    sleep 25m
  endfor
  return 0
endfunction

function! Covered(item) abort
  return strpart(getline(a:item.lnum), a:item.col - 1, get(a:item, 'end_col', a:item.col) - a:item.col)
endfunction

function! Preview() abort
  for l:window in range(1, winnr('$'))
    if getwinvar(l:window, '&previewwindow')
      return join(getbufline(winbufnr(l:window), 1, '$'), ' ')
    endif
  endfor
  return ''
endfunction

function! Main(timer) abort
  try
    call Check('filetype', &filetype ==# 'text', &filetype)
    call Check('diagnostics in the location list', Eventually({-> len(getloclist(0)) >= 2}), map(getloclist(0), 'v:val.text'))
    let l:wrong = filter(getloclist(0), {_, item -> Covered(item) =~# '^“within two days'})
    call Check('one starts at the wrong mark', len(l:wrong) >= 1, getloclist(0))
    call cursor(1, 1) | call search('Kestel explained')
    ALEHover
    call Check('hover in the preview window', Eventually({-> Preview() =~# 'Kestel'}), Preview())
    silent! pclose
    call cursor(1, 1) | call search('Radomir Kestel')
    ALEFindReferences -quickfix
    call Check('references in the quickfix list', Eventually({-> len(getqflist()) > 10}), len(getqflist()))
    cclose
    call cursor(1, 1) | call search('Radomir Kestel')
    ALEGoToDefinition
    call Check('definition', Eventually({-> getline('.') =~# 'Kestel' && expand('%:t') !=# ''}), [expand('%:t'), line('.')])
    edit $CORPUS/03-delta-online-ridge.txt
    call Check('the next article is annotated too', Eventually({-> len(filter(getloclist(0), {_, item -> item.text =~? 'Toporivsk'})) > 0}), map(getloclist(0), 'v:val.text'))
  catch
    call Check('no exception', 0, v:exception . ' ' . v:throwpoint)
  endtry
  call add(s:lines, s:passed . ' passed, ' . s:failed . ' failed')
  call writefile(s:lines, $OUT . '.part')
  call rename($OUT . '.part', $OUT)
  qall!
endfunction

autocmd VimEnter * call timer_start(100, 'Main')
