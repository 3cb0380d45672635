(** Elementary facts about nodes, sums and averages, over any ordered field.
    No claim here. *)
(* mathcomp itself gives these warnings *)
Set Warnings "-notation-overridden,-ambiguous-paths".
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq.
From mathcomp Require Import order ssralg ssrnum.
From SeeUPO Require Import anyfield.Model anyfield.Steps.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.Theory GRing.Theory Num.Theory.
Open Scope ring_scope.

Section Averages.
Variable F : realFieldType.
Implicit Types (l : seq nat) (q : dist F) (f g : nat -> F).
Implicit Types (G : game F) (pol old new : policy F) (h path : history).

(** ** Sums and averages over a menu *)

Lemma sum_ext l f g : (forall a, a \in l -> f a = g a) -> sum l f = sum l g.
Proof.
elim: l => [|a l IH] //= H; rewrite H ?mem_head // IH // => b Hb.
by apply: H; rewrite inE Hb orbT.
Qed.

Lemma sum_le l f g : (forall a, a \in l -> f a <= g a) -> sum l f <= sum l g.
Proof.
elim: l => [|a l IH] //= H; apply: ler_add; first by apply: H; rewrite mem_head.
by apply: IH => b Hb; apply: H; rewrite inE Hb orbT.
Qed.

Lemma sum_add l f g : sum l (fun a => f a + g a) = sum l f + sum l g.
Proof. by elim: l => [|a l IH] /=; rewrite ?addr0 // IH addrACA. Qed.

Lemma sum_scal l (c : F) f : sum l (fun a => c * f a) = c * sum l f.
Proof. by elim: l => [|a l IH] /=; rewrite ?mulr0 // IH mulrDr. Qed.

Lemma sum_sub l f g : sum l (fun a => f a - g a) = sum l f - sum l g.
Proof.
rewrite -mulN1r -sum_scal -sum_add; apply: sum_ext => a _.
by rewrite mulN1r.
Qed.

Lemma mean_ext l q f g :
  (forall a, a \in l -> f a = g a) -> mean l q f = mean l q g.
Proof. by move=> H; apply: sum_ext => a Ha; rewrite H. Qed.

Lemma mean_dist_ext l q q' f :
  (forall a, a \in l -> q a = q' a) -> mean l q f = mean l q' f.
Proof. by move=> H; apply: sum_ext => a Ha; rewrite H. Qed.

Lemma mean_add l q f g :
  mean l q (fun a => f a + g a) = mean l q f + mean l q g.
Proof. by rewrite -sum_add; apply: sum_ext => a _; rewrite mulrDr. Qed.

Lemma mean_sub l q f g :
  mean l q (fun a => f a - g a) = mean l q f - mean l q g.
Proof. by rewrite -sum_sub; apply: sum_ext => a _; rewrite mulrBr. Qed.

Lemma mean_scal l q (c : F) f : mean l q (fun a => c * f a) = c * mean l q f.
Proof. by rewrite -sum_scal; apply: sum_ext => a _; rewrite mulrCA. Qed.

Lemma mean_const l q (c : F) : isDist l q -> mean l q (fun _ => c) = c.
Proof.
move=> /andP[_ /eqP S]; rewrite -[RHS]mulr1 -S -sum_scal.
by apply: sum_ext => a _; rewrite mulrC.
Qed.

Lemma dist_ge0 l q a : isDist l q -> a \in l -> 0 <= q a.
Proof. by move=> /andP[/allP H _]; apply: H. Qed.

Lemma mean_le l q f g : isDist l q ->
  (forall a, a \in l -> f a <= g a) -> mean l q f <= mean l q g.
Proof.
move=> Hq H; apply: sum_le => a Ha.
by apply: ler_wpmul2l (H a Ha); apply: dist_ge0 Ha.
Qed.

Lemma mean_ge0 l q f : isDist l q ->
  (forall a, a \in l -> 0 <= f a) -> 0 <= mean l q f.
Proof. by move=> Hq H; rewrite -(mean_const 0 Hq); apply: mean_le. Qed.

(** ** Nodes *)

Lemma node_child G n h a :
  node G n.+1 h -> a \in moves G h -> node G n (a :: h).
Proof. by rewrite /node /= addSnnS => /andP[-> ->] ->. Qed.

Lemma node_root G : node G (horizon G) [::].
Proof. by rewrite /node addn0 eqxx. Qed.

Lemma node_left G n h : node G n.+1 h -> (horizon G - (size h).+1)%N = n.
Proof. by case/andP=> /eqP <- _; rewrite addSnnS addnK. Qed.

Lemma node_reaches G k n h path :
  node G (n + k) h -> reaches G n h path -> node G k path.
Proof.
elim: n h => [|n IH] h Hn /=; first by move->.
by case=> a Ha; apply: IH; apply: node_child.
Qed.

Lemma reaches_drop G n h path : reaches G n h path -> drop n path = h.
Proof.
elim: n h => [|n IH] h /=; first by move=> ->; rewrite drop0.
by case=> a _ /IH E; rewrite -add1n -drop_drop E /= drop0.
Qed.

Lemma reaches_size G n h path :
  reaches G n h path -> size path = (n + size h)%N.
Proof.
elim: n h => [|n IH] h /=; first by move=> ->.
by case=> a _ /IH ->; rewrite /= addnS.
Qed.

(** ** Policies *)

Lemma admissible_dist G n h q :
  wellFormed G -> node G n.+1 h -> admissible G h q -> isDist (moves G h) q.
Proof.
move=> HG Hn; case/andP: (HG n h Hn) => _; rewrite /admissible.
case: (chance G h) => [c|] // Hc /allP E; have {}E a : a \in moves G h -> q a = c a.
  by move=> Ha; apply/eqP/E.
apply/andP; split; last by rewrite (sum_ext E); case/andP: Hc.
by apply/allP => a Ha; rewrite E //; apply: dist_ge0 Ha.
Qed.

Lemma policy_dist G pol n h :
  wellFormed G -> isPolicy G pol -> node G n.+1 h -> isDist (moves G h) (pol h).
Proof. by move=> HG Hp Hn; exact: admissible_dist HG Hn (Hp n h Hn). Qed.

Lemma full_support_covers G old new : fullSupport G old -> covers G old new.
Proof. by move=> H n h a Hn Ha E; have:= H n h a Hn Ha; rewrite E ltxx. Qed.

(** ** The operator *)

Lemma expect_ext G pol n h (f g : history -> F) :
  (forall path, reaches G n h path -> f path = g path) ->
  expect G pol n h f = expect G pol n h g.
Proof.
elim: n h => [|n IH] h H /=; first exact: H.
by apply: mean_ext => a Ha; apply: IH => path Hp; apply: H; exists a.
Qed.

Lemma expect_policy_ext G pol pol' n k h (f : history -> F) :
  (forall j h', (j < n)%N -> node G (j + k).+1 h' ->
     forall a, a \in moves G h' -> pol h' a = pol' h' a) ->
  node G (n + k) h ->
  expect G pol n h f = expect G pol' n h f.
Proof.
elim: n h => [|n IH] h H Hn //=.
rewrite (mean_dist_ext _ (H n h _ Hn)) //; apply: mean_ext => a Ha.
by apply: IH (node_child Hn Ha) => j h' Hj; apply: H; apply: ltnW.
Qed.

Lemma expect_add G pol n h (f g : history -> F) :
  expect G pol n h (fun x => f x + g x)
  = expect G pol n h f + expect G pol n h g.
Proof.
by elim: n h => [|n IH] h //=; rewrite -mean_add; apply: mean_ext => a _.
Qed.

Lemma expect_sub G pol n h (f g : history -> F) :
  expect G pol n h (fun x => f x - g x)
  = expect G pol n h f - expect G pol n h g.
Proof.
by elim: n h => [|n IH] h //=; rewrite -mean_sub; apply: mean_ext => a _.
Qed.

Lemma expect_scal G pol n h (c : F) (f : history -> F) :
  expect G pol n h (fun x => c * f x) = c * expect G pol n h f.
Proof.
by elim: n h => [|n IH] h //=; rewrite -mean_scal; apply: mean_ext => a _.
Qed.

Lemma expect_app G pol n m h (f : history -> F) :
  expect G pol (n + m) h f = expect G pol n h (fun h' => expect G pol m h' f).
Proof. by elim: n h => [|n IH] h //=; apply: mean_ext => a _. Qed.

(** Unroll the LAST move instead of the first one. *)
Lemma expect_snoc G pol n h (f : history -> F) :
  expect G pol n.+1 h f =
  expect G pol n h (fun h' => mean (moves G h') (pol h') (fun a => f (a :: h'))).
Proof. by rewrite -addn1 expect_app. Qed.

Lemma expect_const G pol n k h (c : F) :
  wellFormed G -> isPolicy G pol -> node G (n + k) h ->
  expect G pol n h (fun _ => c) = c.
Proof.
move=> HG Hp; elim: n h => [|n IH] h Hn //=.
rewrite -[RHS](mean_const c (policy_dist HG Hp Hn)).
by apply: mean_ext => a Ha; apply: IH; apply: node_child.
Qed.

(** ** Totals along paths *)

Lemma along_ge0 G pol c n h :
  wellFormed G -> isPolicy G pol -> node G n h ->
  (forall m h', node G m.+1 h' -> 0 <= c m h') ->
  0 <= along G pol c n h.
Proof.
move=> HG Hp Hn H; elim: n h Hn => [|n IH] h Hn //=.
apply: addr_ge0; first exact: H.
apply: mean_ge0 (policy_dist HG Hp Hn) _ => a Ha.
by apply: IH; apply: node_child.
Qed.

End Averages.
