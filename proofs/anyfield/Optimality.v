(** Claim E1 over any ordered field: one reverse sweep reaches the optimum.
    Regime: full information, exact values, zero drift, no neighbourhood. *)
(* mathcomp itself gives these warnings *)
Set Warnings "-notation-overridden,-ambiguous-paths".
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq.
From mathcomp Require Import order ssralg ssrnum.
From SeeUPO Require Import anyfield.Model anyfield.Steps anyfield.Averages.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.Theory GRing.Theory Num.Theory.
Open Scope ring_scope.

Section Optimality.
Variable F : realFieldType.
Implicit Types (G : game F) (old new pol : policy F) (f : nat -> F).

(** E1, any ordered field.  Reverse order, zero drift, unrestricted
    neighbourhood: after ONE sweep of exact argmaxes, however ties are broken,
    the value is at every history at least that of every policy. *)
Theorem E1_one_reverse_sweep_is_optimal_any_field : forall G new,
  wellFormed G ->
  (forall n h, node G n.+1 h ->
     isArgmax (admissible G h)
       (fun q => mean (moves G h) q (actionValue G new n h)) (new h)) ->
  forall pol, isPolicy G pol ->
  forall n h, node G n h -> value G pol n h <= value G new n h.
Proof.
move=> G new HG Hmax pol Hp n; elim: n => [|n IH] h Hn //.
apply: le_trans (_ : mean (moves G h) (pol h) (actionValue G new n h) <= _).
  apply: mean_le (policy_dist HG Hp Hn) _ => a Ha.
  by apply: IH; apply: node_child.
by have [_ best] := Hmax n h Hn; apply: best (Hp n h Hn).
Qed.

(** The best move is on the menu, and no move is better. *)
Lemma best_move_spec (menu : seq nat) f : menu != [::] ->
  bestMove menu f \in menu /\ forall a, a \in menu -> f a <= f (bestMove menu f).
Proof.
elim: menu => [|a menu IH] // _; case: menu IH => [|b menu] IH.
  by split=> [|c]; rewrite !inE // => /eqP ->.
have [Hin Hmax] := IH isT.
have -> : bestMove [:: a, b & menu] f =
  (if f (bestMove (b :: menu) f) <= f a then a else bestMove (b :: menu) f) by [].
case: leP => Hle; split=> [|c]; rewrite ?mem_head // in_cons.
- by case/orP=> [/eqP -> //|/Hmax Hc]; apply: le_trans Hle.
- by rewrite Hin orbT.
- by case/orP=> [/eqP ->|/Hmax //]; apply: ltW.
Qed.

Lemma sum_point (menu : seq nat) (a : nat) f : uniq menu -> a \in menu ->
  mean menu (pointMass F a) f = f a.
Proof.
have Zero l : a \notin l -> mean l (pointMass F a) f = 0.
  elim: l => [|b l IH] //=; rewrite inE negb_or => /andP[Hb /IH E].
  by rewrite /mean /= [X in _ + X]E addr0 /pointMass eq_sym (negbTE Hb) mul0r.
elim: menu => [|b menu IH] //= /andP[Hb Hu]; rewrite inE /mean /=.
case/orP=> [/eqP E|Ha].
  by rewrite [X in _ + X]Zero ?E // /pointMass eqxx mul1r addr0.
rewrite [X in _ + X]IH // /pointMass; case: eqP => [E|_]; last by rewrite mul0r add0r.
by move: Hb; rewrite E Ha.
Qed.

(** What the greedy rule plays is admissible and maximises the average. *)
Lemma greedy_is_argmax G n h f : wellFormed G -> node G n.+1 h ->
  isArgmax (admissible G h) (fun q => mean (moves G h) q f) (greedyDist G h f).
Proof.
move=> HG Hn; case/andP: (HG n h Hn) => /andP[Hne Hu] _.
rewrite /isArgmax /admissible /greedyDist; case: (chance G h) => [c|].
  split=> [|q /allP Hq]; first by apply/allP.
  by rewrite (mean_dist_ext (q' := c)) // => a Ha; apply/eqP/Hq.
have [Hin Hmax] := best_move_spec f Hne; split=> [|q Hq].
  apply/andP; split; first by apply/allP => a _; rewrite /pointMass; case: (_ == _); rewrite ?ler01.
  apply/eqP; rewrite -[RHS](sum_point (fun _ => 1) Hu Hin).
  by apply: sum_ext => a _; rewrite mulr1.
rewrite (sum_point f Hu Hin) -[X in _ <= X](mean_const _ Hq).
exact: mean_le Hq Hmax.
Qed.

(** The greedy sweep plays what its recursion says. *)
Lemma value_greedy G n h : (n + size h)%N = horizon G ->
  value G (greedySweep G) n h = greedyValue G n h.
Proof.
elim: n h => [|n IH] h Hl //.
have E : greedySweep G h = greedyDist G h (fun a => greedyValue G n (a :: h)).
  by rewrite /greedySweep -Hl addSnnS addnK.
rewrite /value [LHS]/= E; by apply: mean_ext => a _; apply: IH; rewrite /= -addSnnS.
Qed.

(** E1 for the greedy reverse sweep, any ordered field: it is a policy, and at
    every history no policy has a greater value, so one sweep reaches J*. *)
Theorem E1_greedy_sweep_any_field : forall G, wellFormed G ->
  isPolicy G (greedySweep G) /\
  forall pol, isPolicy G pol ->
  forall n h, node G n h -> value G pol n h <= value G (greedySweep G) n h.
Proof.
move=> G HG; split=> [n h Hn|].
  by have [ok _] := greedy_is_argmax
    (fun a => greedyValue G (horizon G - (size h).+1) (a :: h)) HG Hn.
apply: (E1_one_reverse_sweep_is_optimal_any_field HG) => n h Hn.
have E q : mean (moves G h) q (actionValue G (greedySweep G) n h)
         = mean (moves G h) q (fun a => greedyValue G n (a :: h)).
  apply: mean_ext => a _; apply: value_greedy.
  by rewrite /= -addSnnS; case/andP: Hn => /eqP.
have [ok best] := greedy_is_argmax (fun a => greedyValue G n (a :: h)) HG Hn.
rewrite /greedySweep (node_left Hn) -/(greedySweep G).
by split=> // q Hq; rewrite !E; apply: best.
Qed.

End Optimality.
