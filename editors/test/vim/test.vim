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

" Whom an item of a list names: ALE counts columns in UTF-16 units, so ends are off behind ’ and “.
function! Starts(item, text) abort
  return stridx(strpart(getline(a:item.lnum), a:item.col - 1), a:text) == 0
endfunction

function! Preview() abort
  for l:window in range(1, winnr('$'))
    if getwinvar(l:window, '&previewwindow')
      return join(getbufline(winbufnr(l:window), 1, '$'), ' ')
    endif
  endfor
  return ''
endfunction

function! Go(file, text) abort
  silent! pclose
  silent! cclose
  execute 'silent edit ' . fnameescape($CORPUS . '/' . a:file)
  call cursor(1, 1)
  call search('\V' . a:text, 'c')
endfunction

function! Messages() abort
  return map(getloclist(0), 'v:val.text')
endfunction

function! Files() abort
  return len(uniq(sort(map(getqflist(), 'v:val.bufnr'))))
endfunction

" Each step: what it shows, what is done once, what must then come about, what is said of it; and, where what comes about
" may need other articles, that it is done again every few seconds: ALE does not hear when the server has read them all.
let s:offer = '06-delta-online-offer.txt'
let s:steps = [
\ ['filetype', {-> 0}, {-> &filetype ==# 'text'}, {-> &filetype}],
\ ['diagnostics in the location list', {-> 0}, {-> len(getloclist(0)) >= 2}, {-> Messages()}],
\ ['one starts at the wrong mark', {-> 0}, {-> len(filter(getloclist(0), {_, item -> item.text =~# 'wrong-mark' && Starts(item, '“within two days')})) == 1}, {-> getloclist(0)}],
\ ['hover in the preview window', {-> [Go(s:offer, 'Kestel explained'), execute('ALEHover')]}, {-> Preview() =~# 'Kestel'}, {-> Preview()}],
\ ['references in the quickfix list', {-> [Go(s:offer, 'Radomir Kestel'), execute('ALEFindReferences -quickfix')]}, {-> Files() >= 6}, {-> [len(getqflist()), Files()]}, 3],
\ ['definition in another article', {-> [Go(s:offer, 'Taras Brivenko'), execute('ALEGoToDefinition')]}, {-> expand('%:t') !=# s:offer && getline('.') =~# 'Brivenko'}, {-> [expand('%:t'), line('.'), col('.')]}, 3],
\ ['the next article is annotated too', {-> Go('03-delta-online-ridge.txt', 'Toporivskiy')}, {-> len(filter(Messages(), {_, text -> text =~# 'Toporivskyy'})) > 0}, {-> Messages()}],
\ ['and what is typed in it', {-> [append(0, '“Enough,' . nr2char(8220) . ' said Ignacy Wolniak.'), execute('doautocmd TextChanged')]}, {-> len(filter(getloclist(0), {_, item -> item.lnum == 1 && item.text =~# 'quote/'})) > 0}, {-> Messages()}],
\ ]

let s:step = 0 | let s:passed = 0 | let s:failed = 0 | let s:lines = [] | let s:began = 0

function! Tick(timer) abort
  if s:step >= len(s:steps)
    call timer_stop(a:timer)
    call add(s:lines, s:passed . ' passed, ' . s:failed . ' failed')
    call writefile(s:lines, $OUT . '.part')
    call rename($OUT . '.part', $OUT)
    qall!
  endif
  let [l:name, l:Do, l:Comes, l:Say; l:again] = s:steps[s:step]
  let l:ok = 0
  let l:trouble = ''
  try
    if s:began == 0
      let s:began = localtime()
      let s:done = s:began
      call l:Do()
    endif
    let l:ok = l:Comes()
    if !l:ok && !empty(l:again) && localtime() - s:done > l:again[0]
      let s:done = localtime()
      call l:Do()
    endif
  catch
    let l:trouble = v:exception . ' ' . v:throwpoint
  endtry
  if l:ok || l:trouble !=# '' || localtime() - s:began > 60
    if l:ok | let s:passed += 1 | else | let s:failed += 1 | endif
    call add(s:lines, (l:ok ? 'ok   ' : 'FAIL ') . l:name . '  ' . strpart(l:trouble . string(l:Say()), 0, 300))
    let s:step += 1
    let s:began = 0
  endif
endfunction

autocmd VimEnter * call timer_start(25, 'Tick', {'repeat': -1})
