(** A small game with a chance root whose numbers are mathcomp's rationals; that
    it is a game, and that its policies are policies, is checked by computation.
    Histories are written most recent move first: [1; 0] is context 0, then
    action 1. *)
(* mathcomp itself gives these warnings *)
Set Warnings "-notation-overridden,-ambiguous-paths".
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq.
From mathcomp Require Import order ssralg ssrnum ssrint rat.
From SeeUPO Require Import anyfield.Model anyfield.Steps anyfield.Averages.
From SeeUPO Require Import anyfield.Checks.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.Theory GRing.Theory Num.Theory.
Open Scope ring_scope.

(** Weights of the moves 0 and 1; and the entry of a table. *)
Definition two (x y : rat) : dist [realFieldType of rat] :=
  fun a => if a == 0%N then x else y.

Definition table (T : Type) (default : T) (rows : seq (history * T)) (h : history) : T :=
  foldr (fun row rest => if row.1 == h then row.2 else rest) default rows.

(** Two contexts (1/4, 3/4); two turns of two actions; rewards on the leaves. *)
Definition game2 : game [realFieldType of rat] := {|
  horizon := 3;
  moves := fun _ => [:: 0; 1]%N;
  chance := fun h => if h is [::] then Some (two (1 / 4)%Q (3 / 4)%Q) else None;
  reward := table 0%Q
    [:: ([:: 0; 0; 0]%N, 2%Q); ([:: 1; 0; 0]%N, 1%Q);
        ([:: 0; 1; 0]%N, (- 1)%Q); ([:: 1; 1; 0]%N, 2%Q);
        ([:: 0; 0; 1]%N, 3%Q); ([:: 1; 0; 1]%N, 4%Q);
        ([:: 0; 1; 1]%N, (- 1)%Q); ([:: 1; 1; 1]%N, 0%Q)]
|}.

(** The uniform policy, and one exact reverse sweep of mirror steps from it
    with the squared Euclidean distance as the drift. *)
Definition old2 : policy [realFieldType of rat] :=
  table (two (1 / 2)%Q (1 / 2)%Q) [:: ([::], two (1 / 4)%Q (3 / 4)%Q)].

Definition new2 : policy [realFieldType of rat] :=
  table (two (1 / 2)%Q (1 / 2)%Q)
    [:: ([::], two (1 / 4)%Q (3 / 4)%Q);
        ([:: 0]%N, two (7 / 16)%Q (9 / 16)%Q); ([:: 1]%N, two 1%Q 0%Q);
        ([:: 0; 0]%N, two (3 / 4)%Q (1 / 4)%Q); ([:: 1; 0]%N, two 0%Q 1%Q);
        ([:: 0; 1]%N, two (1 / 4)%Q (3 / 4)%Q); ([:: 1; 1]%N, two (1 / 4)%Q (3 / 4)%Q)].

(** The same step at all turns at once. *)
Definition together2 : policy [realFieldType of rat] :=
  table (two (1 / 4)%Q (3 / 4)%Q)
    [:: ([:: 0]%N, two (3 / 4)%Q (1 / 4)%Q); ([:: 1]%N, two 1%Q 0%Q);
        ([:: 0; 0]%N, two (3 / 4)%Q (1 / 4)%Q); ([:: 1; 0]%N, two 0%Q 1%Q)].

Definition drift2 (n : nat) (h : history) (q : dist [realFieldType of rat]) : rat :=
  1 * squaredDistance (moves game2 h) (old2 h) q.

Lemma game2_ok : wellFormed game2.
Proof. by apply: (@every_node _ game2 (fun _ => soundMenu game2)); vm_compute. Qed.

Lemma old2_ok : isPolicy game2 old2.
Proof. by apply: (@every_node _ game2 (fun _ h => admissible game2 h (old2 h))); vm_compute. Qed.

Lemma new2_ok : isPolicy game2 new2.
Proof. by apply: (@every_node _ game2 (fun _ h => admissible game2 h (new2 h))); vm_compute. Qed.

Lemma together2_ok : isPolicy game2 together2.
Proof. by apply: (@every_node _ game2 (fun _ h => admissible game2 h (together2 h))); vm_compute. Qed.

Lemma old2_full : fullSupport game2 old2.
Proof.
move=> n h a Hn; move: a; apply/allP; move: n h Hn.
by apply: (@every_node _ game2 (fun _ h => all (fun a => 0 < old2 h a) (moves game2 h))); vm_compute.
Qed.

Lemma drift2_valid :
  driftAndNeighbourhood game2 (fun h q => admissible game2 h q) drift2 old2.
Proof.
move=> n h Hn; split; first exact: old2_ok Hn.
rewrite /drift2 squared_distance_self mulr0; split=> // q _.
by rewrite mul1r squared_distance_ge0.
Qed.

Lemma new2_step :
  mirrorStep game2 (fun h q => admissible game2 h q) drift2 new2 new2.
Proof.
move=> n h Hn; apply: euclidean_node; move: n h Hn.
by apply: (@every_node _ game2 (fun n h =>
  isEuclideanNode game2 1 h (old2 h) (actionValue game2 new2 n h) (new2 h))); vm_compute.
Qed.

Lemma together2_step :
  mirrorStep game2 (fun h q => admissible game2 h q) drift2 old2 together2.
Proof.
move=> n h Hn; apply: euclidean_node; move: n h Hn.
by apply: (@every_node _ game2 (fun n h =>
  isEuclideanNode game2 1 h (old2 h) (actionValue game2 old2 n h) (together2 h))); vm_compute.
Qed.

(** The returns, by computation. *)
Lemma J_old2 : expectedReturn game2 old2 = (11 / 8)%Q.
Proof. by apply/eqP; vm_compute. Qed.

Lemma J_new2 : expectedReturn game2 new2 = (841 / 256)%Q.
Proof. by apply/eqP; vm_compute. Qed.

Lemma J_together2 : expectedReturn game2 together2 = (209 / 64)%Q.
Proof. by apply/eqP; vm_compute. Qed.

Lemma J_greedy2 : expectedReturn game2 (greedySweep game2) = (7 / 2)%Q.
Proof. by apply/eqP; vm_compute. Qed.
