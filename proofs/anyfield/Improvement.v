(** Claims D1, D2, D3 over any ordered field: Theorem 1, monotonic improvement.
    Regime: full information, exact expectations, exact argmax (any tie
    breaking), any support, chance nodes anywhere. *)
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

Section Improvement.
Variable F : realFieldType.
Implicit Types (G : game F) (old new : policy F).
Implicit Types (U : history -> dist F -> Prop) (D : nat -> history -> dist F -> F).

(** D3, reverse order (the core of Theorem 1), any ordered field.  If at every
    history the new distribution gains at least [D] against the NEW values of
    the moves, then at every history the value grows by at least the drifts
    added up along the OLD policy's paths. *)
Theorem D3_reverse_gain_any_field : forall G old new (D : nat -> history -> F),
  wellFormed G -> isPolicy G old ->
  (forall n h, node G n.+1 h ->
     mean (moves G h) (old h) (actionValue G new n h) + D n h
     <= mean (moves G h) (new h) (actionValue G new n h)) ->
  forall n h, node G n h ->
  value G old n h + along G old D n h <= value G new n h.
Proof.
move=> G old new D HG Ho Hstep n; elim: n => [|n IH] h Hn; first by rewrite addr0.
apply: le_trans (Hstep n h Hn); rewrite /value /= addrCA addrC ler_add2r -mean_add.
apply: mean_le (policy_dist HG Ho Hn) _ => a Ha.
by apply: IH; apply: node_child.
Qed.

(** D3, forward order or all turns at once, any ordered field.  Against the OLD
    values, the drifts are added up along the NEW policy's paths. *)
Theorem D3_forward_gain_any_field : forall G old new (D : nat -> history -> F),
  wellFormed G -> isPolicy G new ->
  (forall n h, node G n.+1 h ->
     value G old n.+1 h + D n h
     <= mean (moves G h) (new h) (actionValue G old n h)) ->
  forall n h, node G n h ->
  value G old n h + along G new D n h <= value G new n h.
Proof.
move=> G old new D HG Hnew Hstep n; elim: n => [|n IH] h Hn; first by rewrite addr0.
rewrite [along _ _ _ _ _]/= addrA.
apply: le_trans (_ : mean (moves G h) (new h) (fun a =>
  value G old n (a :: h) + along G new D n (a :: h)) <= _).
  by rewrite mean_add ler_add2r; apply: Hstep.
apply: mean_le (policy_dist HG Hnew Hn) _ => a Ha.
by apply: IH; apply: node_child.
Qed.

(** A mirror step gains at least its own drift. *)
Lemma mirror_step_gains : forall G U D old basis new n h,
  driftAndNeighbourhood G U D old -> mirrorStep G U D basis new ->
  node G n.+1 h ->
  mean (moves G h) (old h) (actionValue G basis n h) + D n h (new h)
  <= mean (moves G h) (new h) (actionValue G basis n h).
Proof.
move=> G U D old basis new n h HD Hm Hn.
have [HU [Hzero _]] := HD n h Hn; have [_ Hmax] := Hm n h Hn.
by have:= Hmax (old h) HU; rewrite Hzero subr0 ler_subr_addr.
Qed.

(** D2 (and D1 at every history), reverse order, any ordered field.  One
    reverse sweep with any drift that is never negative and zero at the old
    policy, and any neighbourhood that contains the old policy, lowers the
    value at no history. *)
Theorem D2_reverse_no_history_loses_any_field : forall G U D old new,
  wellFormed G -> isPolicy G old ->
  driftAndNeighbourhood G U D old -> mirrorStep G U D new new ->
  forall n h, node G n h -> value G old n h <= value G new n h.
Proof.
move=> G U D old new HG Ho HD Hm n h Hn.
apply: le_trans (D3_reverse_gain_any_field (D := fun n h => D n h (new h)) HG Ho _ Hn);
  last by move=> m h'; apply: mirror_step_gains HD Hm.
rewrite ler_addl; apply: along_ge0 => // m h' Hn'.
have [_ [_ Hpos]] := HD m h' Hn'.
by apply: Hpos; case: (Hm m h' Hn').
Qed.

(** D2, forward order or all turns at once, any ordered field. *)
Theorem D2_forward_no_history_loses_any_field : forall G U D old new,
  wellFormed G -> isPolicy G new ->
  driftAndNeighbourhood G U D old -> mirrorStep G U D old new ->
  forall n h, node G n h -> value G old n h <= value G new n h.
Proof.
move=> G U D old new HG Hnew HD Hm n h Hn.
apply: le_trans (D3_forward_gain_any_field (D := fun n h => D n h (new h)) HG Hnew _ Hn);
  last by move=> m h'; apply: mirror_step_gains HD Hm.
rewrite ler_addl; apply: along_ge0 => // m h' Hn'.
have [_ [_ Hpos]] := HD m h' Hn'.
by apply: Hpos; case: (Hm m h' Hn').
Qed.

(** D1 (Theorem 1): the expected return never falls.  Reverse order, any
    ordered field. *)
Theorem D1_reverse_sweep_improves_any_field : forall G U D old new,
  wellFormed G -> isPolicy G old ->
  driftAndNeighbourhood G U D old -> mirrorStep G U D new new ->
  expectedReturn G old <= expectedReturn G new.
Proof.
move=> G U D old new HG Ho HD Hm.
exact: D2_reverse_no_history_loses_any_field HG Ho HD Hm _ _ (node_root G).
Qed.

(** D1, forward order or all turns at once, any ordered field. *)
Theorem D1_forward_sweep_improves_any_field : forall G U D old new,
  wellFormed G -> isPolicy G new ->
  driftAndNeighbourhood G U D old -> mirrorStep G U D old new ->
  expectedReturn G old <= expectedReturn G new.
Proof.
move=> G U D old new HG Hnew HD Hm.
exact: D2_forward_no_history_loses_any_field HG Hnew HD Hm _ _ (node_root G).
Qed.

End Improvement.
