(** Closed instances of the theorems of this folder, over the rationals, on the
    game of RationalGame.v: every hypothesis is discharged, so none of the
    theorems is empty, and the numbers on both sides are computed. *)
(* mathcomp itself gives these warnings *)
Set Warnings "-notation-overridden,-ambiguous-paths".
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq.
From mathcomp Require Import order ssralg ssrnum ssrint rat.
From SeeUPO Require Import anyfield.Model anyfield.Steps anyfield.Averages.
From SeeUPO Require Import anyfield.Improvement anyfield.Optimality.
From SeeUPO Require Import anyfield.Identities anyfield.Groups anyfield.RationalGame.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.Theory GRing.Theory Num.Theory.
Open Scope ring_scope.

(** ** Theorem 1 *)

Example D1_reverse_rational :
  expectedReturn game2 old2 <= expectedReturn game2 new2.
Proof. exact: D1_reverse_sweep_improves_any_field game2_ok old2_ok drift2_valid new2_step. Qed.

Example D1_forward_rational :
  expectedReturn game2 old2 <= expectedReturn game2 together2.
Proof. exact: D1_forward_sweep_improves_any_field game2_ok together2_ok drift2_valid together2_step. Qed.

Example D2_reverse_rational : forall n h, node game2 n h ->
  value game2 old2 n h <= value game2 new2 n h.
Proof. exact: D2_reverse_no_history_loses_any_field game2_ok old2_ok drift2_valid new2_step. Qed.

Example D2_forward_rational : forall n h, node game2 n h ->
  value game2 old2 n h <= value game2 together2 n h.
Proof. exact: D2_forward_no_history_loses_any_field game2_ok together2_ok drift2_valid together2_step. Qed.

(** The gain 489/256 is at least the drift 281/512 along the old policy. *)
Example D3_reverse_rational :
  value game2 old2 3 [::] + along game2 old2 (fun n h => drift2 n h (new2 h)) 3 [::]
  <= value game2 new2 3 [::].
Proof.
apply: (D3_reverse_gain_any_field game2_ok old2_ok) (node_root game2) => n h Hn.
exact: mirror_step_gains drift2_valid new2_step Hn.
Qed.

Lemma D3_reverse_numbers :
  (along game2 old2 (fun n h => drift2 n h (new2 h)) 3 [::] == (281 / 512)%Q)
  && (expectedReturn game2 new2 - expectedReturn game2 old2 == (489 / 256)%Q).
Proof. by vm_compute. Qed.

(** The gain 121/64 is at least the drift 71/128 along the new policy. *)
Example D3_forward_rational :
  value game2 old2 3 [::] + along game2 together2 (fun n h => drift2 n h (together2 h)) 3 [::]
  <= value game2 together2 3 [::].
Proof.
apply: (D3_forward_gain_any_field game2_ok together2_ok) (node_root game2) => n h Hn.
exact: mirror_step_gains drift2_valid together2_step Hn.
Qed.

Lemma D3_forward_numbers :
  (along game2 together2 (fun n h => drift2 n h (together2 h)) 3 [::] == (71 / 128)%Q)
  && (expectedReturn game2 together2 - expectedReturn game2 old2 == (121 / 64)%Q).
Proof. by vm_compute. Qed.

(** ** One-sweep optimality *)

(** No policy returns more than 7/2, which is what the greedy sweep returns. *)
Example E1_rational : forall pol, isPolicy game2 pol ->
  expectedReturn game2 pol <= (7 / 2)%Q.
Proof.
move=> pol Hp; rewrite -J_greedy2.
by have [_ best] := E1_greedy_sweep_any_field game2_ok; apply: best Hp _ _ (node_root _).
Qed.

(** ** Identities *)

(** On the path context 0, action 1, action 1. *)
Example A1_rational :
  reward game2 [:: 1; 1; 0]%N - value game2 old2 3 [::]
  = pathSum (advantage game2 old2) 0 3 [:: 1; 1; 0]%N.
Proof.
apply: A1_advantage_decomposition_any_field.
by exists 0%N => //; exists 1%N => //; exists 1%N.
Qed.

Example A2_rational :
  mean (moves game2 [:: 0]%N) (old2 [:: 0]%N) (advantage game2 old2 1 [:: 0]%N) = 0.
Proof. by apply: A2_centring_any_field; vm_compute. Qed.

(** Eq. 4 for the first turn: one move before it, one after it; the candidate is
    the step of all turns at once, the suffix that of the reverse sweep. *)
Example A4_rational :
  expect game2 old2 3 [::] (fun path =>
    (ratioAt together2 old2 1 path - 1) * suffixRatio new2 old2 1 path
    * jointAdvantage game2 old2 path)
  = expectedReturn game2 (threePart 1 old2 together2 new2)
    - expectedReturn game2 (threePart 1 old2 old2 new2).
Proof.
exact: (A4_with_joint_advantage_any_field (p := 1) (n := 1)
  game2_ok old2_ok together2_ok new2_ok old2_full).
Qed.

Lemma A4_number :
  expect game2 old2 3 [::] (fun path =>
    (ratioAt together2 old2 1 path - 1) * suffixRatio new2 old2 1 path
    * jointAdvantage game2 old2 path) = (95 / 64)%Q.
Proof. by apply/eqP; vm_compute. Qed.

Example A5_product_rational :
  carriedAdvantage game2 new2 old2 2 [:: 1; 1; 0]%N
  = suffixRatio new2 old2 2 [:: 1; 1; 0]%N * jointAdvantage game2 old2 [:: 1; 1; 0]%N.
Proof. exact: A5_carried_is_product_any_field. Qed.

(** After context 0 and action 1, with one turn to go. *)
Example A5_rational :
  expect game2 old2 1 [:: 1; 0]%N (carriedAdvantage game2 new2 old2 1)
  = value game2 new2 1 [:: 1; 0]%N - expectedReturn game2 old2.
Proof.
apply: A5_carried_mean_any_field => //; first exact: game2_ok; first exact: new2_ok.
exact: full_support_covers old2_full.
Qed.

Lemma A5_number :
  expect game2 old2 1 [:: 1; 0]%N (carriedAdvantage game2 new2 old2 1) = (5 / 8)%Q.
Proof. by apply/eqP; vm_compute. Qed.

(** ** Groups *)

(** Three samples, two responses with probabilities 1/4 and 3/4, rewards 2 and
    1, scores 3 and -1: two thirds of the gradient 3/4. *)
Example B2_rational :
  groupMean [:: 0; 1]%N (two (1 / 4)%Q (3 / 4)%Q) 3
    (ownMeanEstimate (two 3%Q (- 1)%Q) (two 2%Q 1%Q))
  = (1 - 1 / 3%:R) * gradient [:: 0; 1]%N (two (1 / 4)%Q (3 / 4)%Q)
                       (two 3%Q (- 1)%Q) (two 2%Q 1%Q).
Proof. by apply: B2_own_mean_shrinks_any_field => //; apply/eqP; vm_compute. Qed.

Lemma B2_number :
  groupMean [:: 0; 1]%N (two (1 / 4)%Q (3 / 4)%Q) 3
    (ownMeanEstimate (two 3%Q (- 1)%Q) (two 2%Q 1%Q)) = (1 / 2)%Q.
Proof. by apply/eqP; vm_compute. Qed.
